package io.millrace.runtime.code;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * The code of a Java topology threw. Says where and what kind of error, and leaves out the error's own text, into which
 * code can write what it likes. Kafka Streams puts a record into the text around what a time extractor throws, unless it
 * is one of its own exceptions, as this therefore is.
 */
public final class CodeException extends StreamsException {
    private static final long serialVersionUID = 1L;

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");
    private static final String OURS = "io.millrace.runtime.";
    private static final String KAFKA = "org.apache.kafka.";
    private static final List<String> OURS_AND_KAFKA = List.of(OURS, KAFKA);
    private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", KAFKA, "org.apache.avro.");

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
            if (!isOf(LIBRARIES, frame.getClassName())) {
                return " at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")";
            }
        }
        return "";
    }

    /**
     * Whether an error is the runtime's or Kafka's own throughout, so that it must be left as it is. Code can throw
     * Kafka's exceptions as well, so what tells is where they were made. Some of them do not know: where such a one
     * comes by itself and not as a cause, it is the code's, since Kafka Streams puts its own around them.
     */
    static boolean isOfRuntimeOrKafka(Throwable thrown) {
        if (thrown instanceof CodeException) {
            return true;
        }
        if (thrown.getStackTrace().length == 0) {
            return false;
        }
        int depth = 0;
        for (@Nullable Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause()) {
            boolean known = isOf(OURS_AND_KAFKA, cause.getClass().getName())
                    && !(cause instanceof org.apache.kafka.common.errors.SerializationException);
            if (!known || (!(cause instanceof CodeException) && isMadeByCode(cause))) {
                return false;
            }
            depth++;
        }
        return true;
    }

    /** The error of the runtime's that an error of the code was put around, if it was. */
    static Optional<RuntimeException> ofRuntime(Throwable thrown) {
        int depth = 0;
        for (@Nullable Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause()) {
            if (cause instanceof RuntimeException exception
                    && cause.getClass().getName().startsWith(OURS)
                    && isOfRuntimeOrKafka(cause)) {
                return Optional.of(exception);
            }
            depth++;
        }
        return Optional.empty();
    }

    private static boolean isMadeByCode(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!isOf(JDK, frame.getClassName())) {
                return !isOf(OURS_AND_KAFKA, frame.getClassName());
            }
        }
        return false;
    }

    private static boolean isOf(List<String> packages, String className) {
        return packages.stream().anyMatch(className::startsWith);
    }
}
