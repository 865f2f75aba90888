package io.millrace.tests.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.embedded.DatabaseAddress;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Customers and orders that come, change and go in the database, and payments as events; and what SQL says of them. */
final class ShopLoad implements AutoCloseable {
    /** In every name, address and e-mail. */
    static final String CANARY = "canary7719";

    private final TestPlatform platform;
    private final String eventTopic;
    private final Connection database;
    private final KafkaProducer<byte[], byte[]> events;
    private final Random random;
    private final List<Long> customers = new ArrayList<>();
    private final List<Long> orders = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private long next = 1;

    ShopLoad(TestPlatform platform, DatabaseAddress address, String environment, Path schema, Random random)
            throws SQLException, IOException {
        this.platform = platform;
        this.eventTopic = environment + ".checkout.payment-settled.events";
        this.random = random;
        this.database = address.connect();
        try (Statement statement = database.createStatement()) {
            statement.execute(Files.readString(schema));
            // What was sent, for SQL to join; it is not captured.
            statement.execute("CREATE TABLE sent_payments (order_id bigint, amount numeric(12, 2), currency text)");
        }
        this.events = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** So many changes and events. */
    void step(int count) throws Exception {
        List<Future<?>> acknowledged = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int dice = random.nextInt(100);
            if (customers.size() < 10 || dice < 8) {
                long id = next++;
                customers.add(id);
                update(
                        "INSERT INTO customers (customer_id, name, email, phone, city, newsletter)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        id,
                        CANARY + " " + id,
                        CANARY + "+" + id + "@clear.example",
                        "+47 " + CANARY + id,
                        "City " + random.nextInt(20),
                        random.nextBoolean());
            } else if (orders.size() < 10 || dice < 40) {
                long id = next++;
                orders.add(id);
                update(
                        "INSERT INTO orders (order_id, customer_id, status, total, currency) VALUES (?, ?, ?, ?, ?)",
                        id,
                        any(customers),
                        random.nextInt(5) == 0 ? "draft" : "placed",
                        amount(),
                        random.nextInt(5) == 0 ? "SEK" : "EUR");
            } else if (dice < 60) {
                update(
                        "UPDATE orders SET status = ?, customer_id = ? WHERE order_id = ?",
                        List.of("placed", "paid", "cancelled", "draft").get(random.nextInt(4)),
                        any(customers),
                        any(orders));
            } else if (dice < 65) {
                update("DELETE FROM orders WHERE order_id = ?", orders.remove(random.nextInt(orders.size())));
            } else if (dice < 68 && customers.size() > 10) {
                update(
                        "DELETE FROM customers WHERE customer_id = ?",
                        customers.remove(random.nextInt(customers.size())));
            } else if (dice < 72) {
                update(
                        "UPDATE customers SET city = ? WHERE customer_id = ?",
                        "City " + random.nextInt(20),
                        any(customers));
            } else if (dice < 76 && !sent.isEmpty()) {
                acknowledged.add(send(sent.get(random.nextInt(sent.size()))));
            } else {
                acknowledged.add(pay(random.nextInt(20) == 0 ? next + 5 : any(orders)));
            }
        }
        for (Future<?> each : acknowledged) {
            each.get();
        }
    }

    /** Steps that go on by themselves, at an even pace, until they are ended. Nobody else takes any meanwhile. */
    Flow flow() {
        return new Flow();
    }

    final class Flow implements AutoCloseable {
        private static final int STEPS = 5;
        private static final long PAUSE_MILLIS = 50;

        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final ScheduledFuture<?> steps =
                clock.scheduleWithFixedDelay(this::next, 0, PAUSE_MILLIS, MILLISECONDS);

        private void next() {
            try {
                step(STEPS);
            } catch (Exception failed) {
                throw new IllegalStateException("the load has failed", failed);
            }
        }

        /** Returns once the last step is taken; throws what has ended them before. */
        void end() throws Exception {
            close();
            assertThat(clock.awaitTermination(10, SECONDS))
                    .as("the load has ended")
                    .isTrue();
            if (!steps.isCancelled()) {
                steps.get();
            }
        }

        /** No step begins any more. */
        @Override
        public void close() {
            clock.shutdown();
        }
    }

    private Future<?> pay(long order) throws SQLException {
        BigDecimal amount = amount();
        String currency = random.nextInt(5) == 0 ? "SEK" : "EUR";
        byte[] event = ("{\"event_id\": \"" + new UUID(random.nextLong(), random.nextLong()) + "\", \"order_id\": "
                        + order
                        + ", \"amount\": " + amount + ", \"currency\": \"" + currency
                        + "\", \"method\": \"card\", \"payer_email\": \"" + CANARY
                        + "@clear.example\", \"settled_at\": \""
                        + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\"}")
                .getBytes(UTF_8);
        update("INSERT INTO sent_payments VALUES (?, ?, ?)", order, amount, currency);
        sent.add(event);
        return send(event);
    }

    private Future<?> send(byte[] event) {
        return events.send(new ProducerRecord<>(eventTopic, "key".getBytes(UTF_8), event));
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(100 + random.nextInt(90_000), 2);
    }

    private long any(List<Long> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** The row of every customer, by id. */
    Map<String, CustomerRow> expected() throws SQLException {
        Map<String, CustomerRow> rows = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery("""
                        SELECT c.customer_id, c.city, c.newsletter, count(o.order_id) AS orders,
                               count(o.order_id) FILTER (WHERE o.status = 'cancelled') AS cancelled,
                               coalesce(sum(o.total) FILTER (WHERE o.status <> 'cancelled' AND o.currency = 'EUR'), 0)
                                   AS ordered,
                               coalesce(sum(p.paid), 0) AS paid
                        FROM customers c
                        LEFT JOIN orders o ON o.customer_id = c.customer_id AND o.status <> 'draft'
                        LEFT JOIN (SELECT order_id, sum(amount) AS paid FROM sent_payments WHERE currency = 'EUR'
                                   GROUP BY order_id) p ON p.order_id = o.order_id
                        GROUP BY c.customer_id
                        """)) {
            while (result.next()) {
                rows.put(
                        result.getString("customer_id"),
                        new CustomerRow(
                                result.getString("city"),
                                result.getBoolean("newsletter"),
                                result.getLong("orders"),
                                result.getLong("cancelled"),
                                result.getBigDecimal("ordered").setScale(2),
                                result.getBigDecimal("paid").setScale(2)));
            }
        }
        return rows;
    }

    /** Waits until a topic holds so many committed records. */
    void awaitRows(String topic, int count, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        platform.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int seen = 0;
            while (seen < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(topic + " holds no " + count + " records within " + patience);
                }
                seen += consumer.poll(Duration.ofMillis(200)).count();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        events.close(Duration.ofSeconds(5));
        database.close();
    }
}
