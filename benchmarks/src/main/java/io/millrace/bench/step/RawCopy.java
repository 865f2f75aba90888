package io.millrace.bench.step;

import io.millrace.bench.load.SendFailure;
import io.millrace.contracts.product.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The floor: keys and values from a consumer into a producer, untouched, with the client settings and the commit
 * interval that Kafka Streams gives the product's own clients, and the same guarantee. One pair of clients per thread.
 */
final class RawCopy implements Pipeline {
    private static final Duration POLL = Duration.ofMillis(100);

    private final StepSettings settings;
    private final StreamsConfig streams;
    private final long commitMillis;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final SendFailure sendFailure = new SendFailure();
    private volatile boolean stopping;

    RawCopy(StepSettings settings, Product product) {
        this.settings = settings;
        this.streams = new StreamsConfig(RunSettings.streams(settings, product));
        this.commitMillis = streams.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
    }

    @Override
    public void start() throws Exception {
        StartOffsets.commit(settings);
        for (int i = 0; i < settings.threads(); i++) {
            int index = i;
            Thread thread = new Thread(() -> run(index), "copy-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(int index) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(index);
                KafkaProducer<byte[], byte[]> producer = producer(index)) {
            consumer.subscribe(List.of(settings.names().input()));
            if (settings.step().exactlyOnce()) {
                producer.initTransactions();
            }
            copy(consumer, producer);
        } catch (RuntimeException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private void copy(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
        String output = settings.names().output();
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        long nextCommit = System.nanoTime();
        while (!stopping) {
            var records = consumer.poll(POLL);
            if (settings.step().exactlyOnce() && done.isEmpty() && !records.isEmpty()) {
                producer.beginTransaction();
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(
                        new ProducerRecord<>(
                                output, null, record.timestamp(), record.key(), record.value(), record.headers()),
                        sendFailure);
            }
            done.putAll(records.nextOffsets());
            if (!done.isEmpty() && System.nanoTime() - nextCommit >= 0) {
                commit(consumer, producer, done);
                done.clear();
                nextCommit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(commitMillis);
            }
        }
    }

    private void commit(
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (settings.step().exactlyOnce()) {
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
        } else {
            producer.flush();
            consumer.commitSync(offsets);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(int index) {
        Map<String, Object> configuration =
                streams.getMainConsumerConfigs(settings.names().applicationId(), "copy-" + index, index);
        // What only Kafka Streams' own consumer understands, or needs.
        configuration.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        configuration.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer(int index) {
        Map<String, Object> configuration = streams.getProducerConfigs("copy-" + index);
        if (settings.step().exactlyOnce()) {
            configuration.put(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.names().applicationId() + "-" + index);
        }
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void requireRunning() {
        sendFailure.check();
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public long duplicates() {
        return 0;
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
