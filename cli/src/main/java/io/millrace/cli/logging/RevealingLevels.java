package io.millrace.cli.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Refuses DEBUG and TRACE of the packages that print records at those levels: Kafka prints headers as decimal bytes,
 * Debezium messages in hex, JDBC drivers parameters, Jetty headers and what lies in its buffers. A few loggers quote values at any level, and are refused at all of
 * them. No configuration file can lift it.
 */
public final class RevealingLevels extends TurboFilter {
    private static final List<String> PACKAGES = List.of(
            "org.apache.kafka",
            "kafka",
            "io.debezium",
            "org.postgresql",
            "org.apache.avro",
            "dev.cel",
            "org.eclipse.jetty");

    /** They quote values that they cannot parse, or stack traces whose messages do; our own lines tell the cause. */
    private static final Set<String> ALWAYS = Set.of(
            "io.debezium.connector.postgresql.connection.AbstractColumnValue",
            "io.debezium.connector.postgresql.connection.DateTimeFormat",
            "io.debezium.relational.TableSchemaBuilder",
            "io.debezium.pipeline.ErrorHandler",
            "io.debezium.embedded.async.AsyncEmbeddedEngine");

    private RevealingLevels() {}

    /** Installs the filter in this process's logging, and again whenever that is configured anew. */
    public static void refuse() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.addListener(new Reinstall());
            install(context);
        }
    }

    private static void install(LoggerContext context) {
        RevealingLevels filter = new RevealingLevels();
        filter.setName("revealing-levels");
        filter.setContext(context);
        filter.start();
        context.addTurboFilter(filter);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable throwable) {
        String name = logger.getName();
        boolean revealing = ALWAYS.contains(name) || (!level.isGreaterOrEqual(Level.INFO) && reveals(name));
        return revealing ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean reveals(String logger) {
        return PACKAGES.stream().anyMatch(name -> logger.equals(name) || logger.startsWith(name + "."));
    }

    /** A reset of the context, as a changed configuration file brings, drops all filters. */
    private static final class Reinstall implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            install(context);
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
