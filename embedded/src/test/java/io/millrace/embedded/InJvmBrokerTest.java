package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class InJvmBrokerTest {

    @Test
    void shouldServeTransactionsKeepThemOverARestartAndRefuseToBeKilled() throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.builder()
                .kafkaInThisJvm()
                .withoutRegistry()
                .withoutDatabase()
                .start()) {
            EmbeddedKafka broker = platform.kafka();
            KafkaTrial kafka = new KafkaTrial(platform.bootstrapServers());
            kafka.createTopic("records");
            kafka.commitAndAbort("records", "kept", "dropped");

            assertThat(broker.processId()).isEqualTo(ProcessHandle.current().pid());
            assertThatIllegalStateException().isThrownBy(broker::kill).withMessageContaining("kafkaInThisJvm");

            broker.restart();

            assertThat(broker.isAlive()).isTrue();
            assertThat(kafka.committed("records")).containsExactly("kept");

            broker.stop();

            assertThat(broker.isAlive()).isFalse();
            assertThat(Ports.isTaken(broker.port())).isFalse();
        }
    }
}
