package io.millrace.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The running parts, started together and closed together. */
public final class EmbeddedPlatform implements AutoCloseable {

    public static Builder builder() {
        return new Builder();
    }

    /** @throws IllegalStateException if the platform was started without Kafka */
    public String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    /** @throws IllegalStateException if the platform was started without the registry */
    public URI registryUrl() {
        return registry().url();
    }

    /** @throws IllegalStateException if the platform was started without the database */
    public DatabaseAddress database() {
        return postgres().address();
    }

    public EmbeddedKafka kafka() {
        throw new UnsupportedOperationException();
    }

    public EmbeddedRegistry registry() {
        throw new UnsupportedOperationException();
    }

    public EmbeddedPostgres postgres() {
        throw new UnsupportedOperationException();
    }

    /** Where the parts keep data and logs; gone after {@link #close()}. */
    public Path workDirectory() {
        throw new UnsupportedOperationException();
    }

    /** Stops all parts and deletes the work directory; a second call does nothing. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** What to start and where. */
    public static final class Builder {
        private Builder() {}

        public Builder workDirectory(Path directory) {
            return this;
        }

        public Builder kafkaPort(int port) {
            return this;
        }

        public Builder registryPort(int port) {
            return this;
        }

        public Builder databasePort(int port) {
            return this;
        }

        public Builder withoutKafka() {
            return this;
        }

        public Builder withoutRegistry() {
            return this;
        }

        public Builder withoutDatabase() {
            return this;
        }

        public Builder kafkaInThisJvm() {
            return this;
        }

        public Builder onProgress(Consumer<Progress> listener) {
            return this;
        }

        public EmbeddedPlatform start() throws EmbeddedStartException {
            throw new UnsupportedOperationException();
        }
    }
}
