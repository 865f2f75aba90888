package io.millrace.ingest;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.ingest.position.PositionRegressionException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * An exception in words that hold no row's values. Messages of Debezium, of Connect, of the decoders and of PostgreSQL's data
 * errors may quote a value, so of those only the type is told.
 */
final class SafeCause {
    private SafeCause() {}

    static String of(Throwable error) {
        var parts = new ArrayList<String>();
        for (Throwable each = error; each != null && parts.size() < 8; each = each.getCause()) {
            String message = message(each);
            if (message != null && !parts.contains(message)) {
                parts.add(message);
            }
        }
        if (parts.isEmpty()) {
            for (Throwable each = error; each != null && parts.size() < 8; each = each.getCause()) {
                parts.add(each.getClass().getSimpleName());
            }
        }
        return String.join(": ", parts);
    }

    /** The first exception of a type in a chain of causes. */
    static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String message(Throwable error) {
        Optional<String> database = DatabaseKinds.words(error);
        if (database.isPresent()) {
            return database.get();
        }
        if (error instanceof KafkaException
                && !(error instanceof SerializationException)
                && !(error instanceof ConnectException)) {
            return "Kafka: " + error.getClass().getSimpleName() + ": " + error.getMessage();
        }
        if (error instanceof RegistryException
                || error instanceof IngestException
                || error instanceof PositionRegressionException) {
            return error.getMessage();
        }
        if (error instanceof SocketException
                || error instanceof SocketTimeoutException
                || error instanceof UnknownHostException) {
            return error.getMessage();
        }
        return null;
    }
}
