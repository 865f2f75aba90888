package io.millrace.tests.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends sheets at a steady rate until it is closed, each fifth one twice. */
final class PrintsLoad implements AutoCloseable {
    static final int KEYS = 40;
    private static final int EVENTS_A_SECOND = 300;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicInteger sent = new AtomicInteger();
    private final Thread thread = new Thread(this::send, "load");
    private volatile boolean enough;

    private PrintsLoad(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static PrintsLoad start(String bootstrapServers) {
        var load = new PrintsLoad(bootstrapServers);
        load.thread.start();
        return load;
    }

    /** Sheets sent so far, each counted once. */
    int sent() {
        return sent.get();
    }

    private void send() {
        long began = System.nanoTime();
        try {
            while (!enough) {
                int i = sent.get();
                send(i);
                if (i % 5 == 0) {
                    send(i);
                }
                sent.set(i + 1);
                long ahead = (began + i * 1_000_000_000L / EVENTS_A_SECOND - System.nanoTime()) / 1_000_000;
                if (ahead > 5) {
                    Thread.sleep(ahead);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is missing in the end was not sent, or was lost: both fail.
    private void send(int i) {
        String key = "s" + i % KEYS;
        String value = "{\"event_id\":\"" + i + "\",\"number\":" + i + ",\"machine\":\"m1\"}";
        producer.send(new ProducerRecord<>(PrintsMesh.INPUT, key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }

    /** Sends what is under way, and no more. */
    void finish() {
        enough = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    @Override
    public void close() {
        finish();
    }
}
