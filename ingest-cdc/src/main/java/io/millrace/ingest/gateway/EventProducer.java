package io.millrace.ingest.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.ingest.event.EventRecord;
import io.millrace.ingest.publish.ProducerFigures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events with an idempotent producer and acks=all: its own retries neither double nor reorder. Not
 * transactional: an open transaction would hold back every reader of the topic, and what a sender repeats is recognised
 * by products anyway.
 */
final class EventProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventProducer.class);
    private static final int HEADROOM = 64 * 1024;
    private static final ProducerFigures.Names FIGURES = new ProducerFigures.Names(
            GatewayMetricNames.PRODUCER_SENT_BYTES,
            GatewayMetricNames.PRODUCER_RETRIES,
            GatewayMetricNames.PRODUCER_ERRORS,
            GatewayMetricNames.PRODUCER_REQUEST);

    private final Producer<byte[], byte[]> producer;

    private final ProducerFigures figures;

    /** Shows the producer's figures as metrics of the gateway. */
    EventProducer(Map<String, String> properties, GatewaySettings.Limits limits, MeterRegistry meters) {
        int patience = (int) limits.time().toMillis();
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(1024 * 1024, limits.event() + HEADROOM));
        settings.putAll(properties);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // Bodies in flight are bounded elsewhere; a full buffer would block the threads that read requests.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * limits.inFlight() + 4 * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(2_000, patience));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(100, patience / 2));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.figures = new ProducerFigures(meters, FIGURES, Tags.empty());
        figures.show(producer);
    }

    /** What became of one event. */
    enum Outcome {
        UNKNOWN,
        WRITTEN,
        /** The topic takes no record of its size. */
        TOO_LARGE
    }

    /** Fetches what the first event of a topic would have to wait for. */
    void warmUp(String topic) {
        producer.partitionsFor(topic);
    }

    /** Writes events of one topic; {@code then} gets each one's outcome, on the producer's thread, once all are known. */
    void send(String topic, List<EventRecord> events, Consumer<List<Outcome>> then) {
        var outcomes = new AtomicReferenceArray<Outcome>(events.size());
        var open = new AtomicInteger(events.size());
        for (int i = 0; i < events.size(); i++) {
            int index = i;
            Consumer<Outcome> done = outcome -> {
                outcomes.set(index, outcome);
                if (open.decrementAndGet() == 0) {
                    then.accept(IntStream.range(0, events.size())
                            .mapToObj(outcomes::get)
                            .toList());
                }
            };
            send(topic, events.get(i), done);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback gets the same.
    private void send(String topic, EventRecord event, Consumer<Outcome> done) {
        var record = new ProducerRecord<>(topic, null, event.key(), event.value());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record, (metadata, failure) -> done.accept(outcome(topic, failure)));
        } catch (KafkaException e) {
            done.accept(outcome(topic, e));
        }
    }

    private static Outcome outcome(String topic, @Nullable Exception failure) {
        if (failure == null) {
            return Outcome.WRITTEN;
        }
        if (failure instanceof RecordTooLargeException) {
            return Outcome.TOO_LARGE;
        }
        // Only the kind: messages of serializers may quote, and one line an event would flood the log.
        LOG.debug(
                "topic {} did not take an event: {}", topic, failure.getClass().getSimpleName());
        return Outcome.UNKNOWN;
    }

    /** Sends what was accepted, as far as the time goes. */
    void close(Duration atMost) {
        figures.remove();
        producer.close(atMost);
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(1));
    }
}
