package io.millrace.runtime.code;

import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * The code of a Java topology threw. Says where and what kind of error, and leaves out the error's own text, into which
 * code can write what it likes. Kafka Streams puts a record into the text around what a time extractor throws, unless it
 * is one of its own exceptions, as this therefore is.
 */
public final class CodeException extends StreamsException {
    private static final long serialVersionUID = 1L;

    private static final String OURS = "io.millrace.runtime.";
    private static final String KAFKA = "org.apache.kafka.";

    private CodeException(String message) {
        super(message);
    }

    /** @param node of the topology, or what was done */
    static CodeException of(String node, Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        var exception = new CodeException("the Java topology failed at '" + node + "': "
                + root.getClass().getName() + place(root)
                + ". Its text is left out, since code can write values into it. Mend the code; what was not committed is"
                + " processed again.");
        exception.setStackTrace(root.getStackTrace());
        return exception;
    }

    private static String place(Throwable root) {
        for (StackTraceElement frame : root.getStackTrace()) {
            boolean ofCode = !frame.getClassName().startsWith("java.")
                    && !frame.getClassName().startsWith("jdk.")
                    && !frame.getClassName().startsWith(KAFKA)
                    && !frame.getClassName().startsWith("org.apache.avro.");
            if (ofCode) {
                return " at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")";
            }
        }
        return "";
    }

    /** Whether an error is the runtime's or Kafka's own throughout, so that it must be left as it is. */
    static boolean isOfRuntimeOrKafka(Throwable thrown) {
        int depth = 0;
        for (@Nullable Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause()) {
            String name = cause.getClass().getName();
            boolean known = name.startsWith(OURS)
                    || (name.startsWith(KAFKA)
                            && !(cause instanceof org.apache.kafka.common.errors.SerializationException));
            if (!known) {
                return false;
            }
            depth++;
        }
        return true;
    }
}
