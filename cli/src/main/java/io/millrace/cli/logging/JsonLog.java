package io.millrace.cli.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes this process's standard error a stream of {@link JsonLines}, whatever writes there. */
public final class JsonLog {
    private JsonLog() {}

    /**
     * From now on; what is printed to {@link System#err} becomes a warning, a line each. Does nothing where another
     * logging provider is in charge.
     *
     * @param service what runs: run, ingest or gateway
     */
    public static void use(String service) {
        use(service, new FileOutputStream(FileDescriptor.err));
    }

    static void use(String service, OutputStream target) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        JsonLines encoder = new JsonLines(service);
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(target);
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        Logger printed = LoggerFactory.getLogger("io.millrace.stderr");
        System.setErr(new PrintStream(new LineStream(printed::warn), true, StandardCharsets.UTF_8));
    }
}
