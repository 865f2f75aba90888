package io.millrace.tests.combine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.testkit.RawChanges;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Random changes of orders and payments, some sent twice, and what must become of them: the last order of each key that
 * is no draft, with the last payment.
 */
final class OrderTraffic {
    static final String ORDERS = "checkout.orders.cdc";
    static final String PAYMENTS = "payments.payment-settled.events";
    private static final int KEYS = 150;

    private final Random random;
    private final List<String> statuses;
    private final RawChanges changes;
    private final Producer<byte[], byte[]> producer;
    private final Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    private final Map<Integer, Map<String, @Nullable String>> orders = new HashMap<>();
    private final Map<Integer, String> payments = new HashMap<>();
    private int sent;

    OrderTraffic(long seed, List<String> statuses, RawChanges changes, Producer<byte[], byte[]> producer) {
        this.random = new Random(seed);
        this.statuses = List.copyOf(statuses);
        this.changes = changes;
        this.producer = producer;
    }

    /** Sends one change or payment. */
    void step() {
        int key = random.nextInt(KEYS);
        sent++;
        if (random.nextInt(3) == 0) {
            pay(key);
        } else if (orders.containsKey(key) && random.nextInt(12) == 0) {
            orders.remove(key);
            send(ORDERS, key, changes.next("d", Map.of("order_id", Integer.toString(key)), start.toEpochMilli()));
        } else {
            change(key);
        }
    }

    private void change(int key) {
        Map<String, @Nullable String> row = new HashMap<>();
        row.put("order_id", Integer.toString(key));
        row.put("customer_id", "cust-secret-" + key);
        row.put("email", "Mail" + key + "@Secret.example");
        row.put("postcode", "10" + (100 + random.nextInt(900)));
        row.put("status", statuses.get(random.nextInt(statuses.size())));
        row.put("total", random.nextInt(10_000) + "." + (10 + random.nextInt(90)));
        row.put("currency", random.nextBoolean() ? null : "USD");
        row.put("placed_at", start.plusSeconds(sent).toString());
        row.put("shipped_at", null);
        boolean known = orders.put(key, row) != null;
        byte[] change = changes.next(known ? "u" : "c", row, start.toEpochMilli());
        send(ORDERS, key, change);
        if (random.nextInt(10) == 0) {
            send(ORDERS, key, change);
        }
    }

    private void pay(int key) {
        String settled = start.plusSeconds(sent).toString();
        payments.put(key, settled);
        String event = "{\"specversion\":\"1.0\",\"id\":\"" + sent + "\",\"source\":\"/bank\",\"type\":\"settled\","
                + "\"data\":{\"amount\":1.5,\"settled_at\":\"" + settled + "\"}}";
        send(PAYMENTS, key, event.getBytes(UTF_8));
        if (random.nextInt(10) == 0) {
            send(PAYMENTS, key, event.getBytes(UTF_8));
        }
    }

    private void send(String topic, int key, byte[] value) {
        var record = new ProducerRecord<>(topic, Integer.toString(key).getBytes(UTF_8), value);
        if (topic.equals(PAYMENTS)) {
            record.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));
        }
        var unused = producer.send(record);
    }

    int sent() {
        return sent;
    }

    /** What the latest view must hold: by key, the fields that leave in clear. */
    Map<String, String> expected() {
        Map<String, String> rows = new TreeMap<>();
        orders.forEach((key, row) -> {
            if (!"draft".equals(row.get("status"))) {
                String paid = payments.get(key);
                rows.put(
                        Integer.toString(key),
                        String.join(
                                " ",
                                row.get("status"),
                                row.get("total"),
                                row.get("currency") == null ? "EUR" : "USD",
                                row.get("placed_at"),
                                String.valueOf(paid)));
            }
        });
        return rows;
    }
}
