package io.millrace.tests.support;

import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import java.net.URI;

/** The parts as processes of their own, without Docker; broker and registry are those of {@link SharedPlatform}. */
final class EmbeddedTestPlatform implements TestPlatform {
    @Override
    public String bootstrapServers() {
        return SharedPlatform.get().bootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return SharedPlatform.get().registryUrl();
    }

    @Override
    public DatabaseServer startDatabase() {
        try {
            return new Database(
                    EmbeddedPlatform.builder().withoutKafka().withoutRegistry().start());
        } catch (EmbeddedStartException e) {
            throw new IllegalStateException("The database of the test does not start", e);
        }
    }

    private record Database(EmbeddedPlatform server) implements DatabaseServer {
        @Override
        public DatabaseAddress address() {
            return server.database();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
