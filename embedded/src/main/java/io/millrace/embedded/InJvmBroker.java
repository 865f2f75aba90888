package io.millrace.embedded;

import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A broker inside this JVM: nothing to start but Kafka itself, and nothing to kill. */
final class InJvmBroker implements PartLife {
    private final Properties settings;
    private volatile @Nullable Broker broker;

    InJvmBroker(Properties settings) {
        this.settings = settings;
    }

    @Override
    public void start() throws EmbeddedStartException {
        try {
            broker = Broker.start(settings);
        } catch (IOException | KafkaException e) {
            throw new EmbeddedStartException(EmbeddedKafka.NAME + ": cannot start in this JVM: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        Broker current = broker;
        if (current != null) {
            current.stop();
            broker = null;
        }
    }

    @Override
    public void kill() {
        throw new IllegalStateException("a broker in this JVM has no process to kill; start the platform without "
                + "kafkaInThisJvm, or use stop");
    }

    @Override
    public boolean isAlive() {
        return broker != null;
    }

    @Override
    public long processId() {
        return ProcessHandle.current().pid();
    }
}
