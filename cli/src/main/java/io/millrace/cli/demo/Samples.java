package io.millrace.cli.demo;

import io.millrace.cli.demo.traffic.Change;
import io.millrace.cli.demo.traffic.SentPayment;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.cli.demo.traffic.TrafficListener;
import io.millrace.cli.demo.verify.AvroReader;
import io.millrace.cli.demo.verify.JudgedPort;
import io.millrace.cli.demo.verify.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Masked records beside their clear originals. The originals come from the demo's own traffic, the masked records from
 * a consumer of the output topics; they are brought together by what identifies them in both.
 */
final class Samples implements TrafficListener, AutoCloseable {
    private static final int ORIGINALS = 400;
    private static final Duration POLL = Duration.ofMillis(250);

    private final List<JudgedPort> ports;
    private final Map<String, Map<String, TableRow>> originals = new ConcurrentHashMap<>();
    private final Map<String, List<String>> latest = new ConcurrentHashMap<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "samples");
    private final TopicReader reader;
    private final AvroReader avro;
    private volatile boolean closing;
    private int turn;

    /** Only ports that mask something are worth a look; those that mask most come first. */
    Samples(List<JudgedPort> ports, String bootstrapServers, AvroReader avro) {
        this.ports = ports.stream()
                .filter(port -> port.maskedFields() > 0)
                .sorted(Comparator.comparingLong(JudgedPort::maskedFields).reversed())
                .toList();
        this.avro = avro;
        this.ports.forEach(port -> originals.put(port.name(), boundedMap()));
        reader = new TopicReader(
                bootstrapServers,
                "read_committed",
                this.ports.stream().map(port -> port.output().topic()).toList());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits for the first masked record at any port; false if none came in time. */
    boolean awaitFirst(Duration atMost) throws InterruptedException {
        return first.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The port shown next. */
    void next() {
        turn++;
    }

    /** The latest record of the port whose turn it is. */
    List<String> current() {
        for (int i = 0; i < ports.size(); i++) {
            JudgedPort port = ports.get(Math.floorMod(turn + i, ports.size()));
            List<String> sample = latest.get(port.name());
            if (sample != null) {
                return sample;
            }
        }
        return List.of();
    }

    @Override
    public void changed(Change change) {
        for (JudgedPort port : ports) {
            if (port.table().filter(change.table()::equals).isPresent()) {
                keep(port, change.row());
            }
        }
    }

    @Override
    public void sent(SentPayment payment) {
        for (JudgedPort port : ports) {
            if (port.table().isEmpty()) {
                payment.payload().ifPresent(row -> keep(port, row));
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(JudgedPort port, TableRow row) {
        Map<String, TableRow> rows = originals.get(port.name());
        if (rows != null) {
            synchronized (rows) {
                rows.put(port.identify(row), row);
            }
        }
    }

    private void run() {
        Map<String, JudgedPort> byTopic =
                ports.stream().collect(Collectors.toMap(port -> port.output().topic(), port -> port));
        try (reader) {
            while (!closing) {
                reader.poll(POLL, record -> {
                    JudgedPort port = byTopic.get(record.topic());
                    if (port != null && record.value() != null) {
                        take(record, port);
                    }
                });
            }
        } catch (WakeupException e) {
            // Closed while waiting.
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, JudgedPort port) {
        first.countDown();
        GenericRecord masked = avro.read(record.value());
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        Map<String, TableRow> rows = originals.getOrDefault(port.name(), Map.of());
        TableRow clear;
        synchronized (rows) {
            clear = rows.get(port.identify(key, masked));
        }
        if (clear != null) {
            List<String> lines = new ArrayList<>();
            lines.add("sample " + port.name() + ", clear beside masked");
            lines.addAll(port.projection().beside(clear, masked));
            latest.put(port.name(), List.copyOf(lines));
        }
    }

    private static Map<String, TableRow> boundedMap() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TableRow> eldest) {
                return size() > ORIGINALS;
            }
        };
    }
}
