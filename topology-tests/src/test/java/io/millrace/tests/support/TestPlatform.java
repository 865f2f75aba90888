package io.millrace.tests.support;

import io.millrace.embedded.DatabaseAddress;
import java.net.URI;
import java.util.Optional;

/**
 * The real parts that tests run on. {@link AnyPlatform} says which: embedded ones, or those that a provider on the class path
 * brings, as the containers of profile {@code containers}.
 */
public interface TestPlatform {
    /** What this machine lacks for it, such as Docker; tests are skipped with these words then. */
    default Optional<String> lacks() {
        return Optional.empty();
    }

    /** {@code host:port} of one broker for all tests of this JVM. */
    String bootstrapServers();

    /** The base URL of its registry, which speaks Confluent's protocol. */
    URI registryUrl();

    /** Starts a PostgreSQL server for the caller alone, with logical replication. */
    DatabaseServer startDatabase();

    /** A server of one test, gone with its data once closed. */
    interface DatabaseServer extends AutoCloseable {
        DatabaseAddress address();

        @Override
        void close();
    }
}
