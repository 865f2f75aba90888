package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartRefusalTest {
    @TempDir
    private Path parent;

    @Test
    void shouldNameEveryTakenPortAndTheOptionToChangeBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket onAllAddresses = new ServerSocket(0);
                ServerSocket onLoopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedPlatform.Builder builder = EmbeddedPlatform.builder()
                    .workDirectory(parent)
                    .kafkaPort(onAllAddresses.getLocalPort())
                    .databasePort(onLoopback.getLocalPort());

            assertThatThrownBy(builder::start)
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("""
                            Kafka: port %d on 127.0.0.1 is taken by another program; choose another with kafkaPort, or 0 for a free one
                            PostgreSQL: port %d on 127.0.0.1 is taken by another program; choose another with databasePort, or 0 for a free one""".formatted(onAllAddresses.getLocalPort(), onLoopback.getLocalPort()));
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void shouldRefuseTheSamePortTwice() throws Exception {
        int port = Ports.free();
        EmbeddedPlatform.Builder builder =
                EmbeddedPlatform.builder().workDirectory(parent).kafkaPort(port).registryPort(port);

        assertThatThrownBy(builder::start)
                .hasMessageContaining("registry: port " + port + " is given to kafkaPort too");
    }

    @Test
    void shouldSayWhereSpaceIsShortAndHowMuchIsNeeded() {
        EmbeddedPlatform.Builder builder =
                EmbeddedPlatform.builder().workDirectory(parent).neededBytes(Long.MAX_VALUE);

        assertThatThrownBy(builder::start)
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("too little disk space")
                .hasMessageContaining(parent.toString())
                .hasMessageContaining((Long.MAX_VALUE >> 20) + " MiB are needed")
                .hasMessageContaining("workDirectory");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void shouldSayWhenTheWorkDirectoryCannotBeWritten() throws Exception {
        Path file = Files.createFile(parent.resolve("a-file"));
        EmbeddedPlatform.Builder builder = EmbeddedPlatform.builder().workDirectory(file.resolve("below"));

        assertThatThrownBy(builder::start)
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("cannot write a work directory")
                .hasMessageContaining(file.toString())
                .hasMessageContaining("workDirectory");
    }

    @Test
    void shouldRefuseAnImpossiblePort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedPlatform.builder().kafkaPort(65_536))
                .withMessageContaining("65536");
    }

    @Test
    void shouldSayWhichPartIsMissingWhenItWasLeftOut() throws Exception {
        try (EmbeddedPlatform nothing = EmbeddedPlatform.builder()
                .workDirectory(parent)
                .withoutKafka()
                .withoutRegistry()
                .withoutDatabase()
                .start()) {
            assertThatIllegalStateException()
                    .isThrownBy(nothing::bootstrapServers)
                    .withMessageContaining("without Kafka");
            assertThatIllegalStateException()
                    .isThrownBy(nothing::registryUrl)
                    .withMessageContaining("without registry");
            assertThatIllegalStateException().isThrownBy(nothing::database).withMessageContaining("without PostgreSQL");
        }
        assertThat(parent).isEmptyDirectory();
    }
}
