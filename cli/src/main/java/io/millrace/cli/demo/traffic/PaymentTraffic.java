package io.millrace.cli.demo.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Payment events as a payment provider sends them: mostly well, some twice, late, malformed or against the contract. */
final class PaymentTraffic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECENT = 200;
    private static final int MOST_PAYERS = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final People people;
    private final Random random;
    private final List<Map<String, Object>> recent = new ArrayList<>();
    private final List<Map<String, Object>> rejected = new ArrayList<>();
    private final List<String[]> payers = new ArrayList<>();

    PaymentTraffic(Producer<byte[], byte[]> producer, String topic, People people, Random random) {
        this.producer = producer;
        this.topic = topic;
        this.people = people;
        this.random = random;
    }

    /** Sends one event and waits until Kafka has it. */
    SentPayment step() throws IOException, InterruptedException {
        int dice = random.nextInt(200);
        if (dice < 14 && !recent.isEmpty()) {
            Map<String, Object> again = recent.get(random.nextInt(recent.size()));
            return send(again, bytes(again), Fate.DUPLICATE, "");
        }
        if (dice < 18 && !rejected.isEmpty()) {
            Map<String, Object> corrected = rejected.remove(0);
            corrected.put("amount", amount());
            return accept(corrected);
        }
        Map<String, Object> event = event();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (dice < 22) {
            event.put("settled_at", now.minus(Duration.ofDays(40)).toString());
            return send(event, bytes(event), Fate.REJECTED, "too-late");
        }
        if (dice < 25) {
            event.put("settled_at", now.plus(Duration.ofHours(2)).toString());
            return send(event, bytes(event), Fate.REJECTED, "in-the-future");
        }
        if (dice < 30) {
            return send(event, malformed(bytes(event)), Fate.REJECTED, "malformed");
        }
        if (dice < 38) {
            return breakContract(event, dice);
        }
        return accept(event);
    }

    private SentPayment accept(Map<String, Object> event) throws IOException, InterruptedException {
        recent.add(event);
        if (recent.size() > RECENT) {
            recent.remove(0);
        }
        return send(event, bytes(event), Fate.ACCEPTED, "");
    }

    private SentPayment breakContract(Map<String, Object> event, int dice) throws IOException, InterruptedException {
        switch (dice % 4) {
            case 0 -> {
                event.put("amount", amount().negate());
                rejected.add(event);
                return send(event, bytes(event), Fate.REJECTED, "rule-violated");
            }
            case 1 -> {
                event.remove("amount");
                rejected.add(event);
                return send(event, bytes(event), Fate.REJECTED, "missing-value");
            }
            case 2 -> {
                event.put("amount", "a lot");
                rejected.add(event);
                return send(event, bytes(event), Fate.REJECTED, "type-mismatch");
            }
            default -> {
                event.remove("event_id");
                return send(event, bytes(event), Fate.REJECTED, "missing-identity");
            }
        }
    }

    private Map<String, Object> event() {
        String[] payer = payer();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", new UUID(random.nextLong(), random.nextLong()).toString());
        event.put("order_id", (long) (1 + random.nextInt(100_000)));
        event.put("amount", amount());
        event.put("currency", random.nextInt(5) == 0 ? "SEK" : "EUR");
        event.put("method", random.nextBoolean() ? "transfer" : "card");
        event.put("iban", payer[0]);
        event.put("payer_email", payer[1]);
        event.put("settled_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        return event;
    }

    private String[] payer() {
        if (payers.size() < MOST_PAYERS && (payers.isEmpty() || random.nextInt(2) == 0)) {
            payers.add(new String[] {people.iban(), people.emailOf(people.name())});
            return payers.get(payers.size() - 1);
        }
        return payers.get(random.nextInt(payers.size()));
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(100 + random.nextInt(90_000), 2);
    }

    private static byte[] bytes(Map<String, Object> event) throws IOException {
        return JSON.writeValueAsBytes(event);
    }

    /** Cut short, not UTF-8, or no object at all. */
    private byte[] malformed(byte[] whole) {
        byte[] broken = Arrays.copyOf(whole, whole.length);
        switch (random.nextInt(3)) {
            case 0 -> {
                return Arrays.copyOf(whole, whole.length / 2);
            }
            case 1 -> {
                broken[new String(whole, StandardCharsets.ISO_8859_1).indexOf("currency") + 2] = (byte) 0xff;
                return broken;
            }
            default -> {
                broken[0] = '[';
                return broken;
            }
        }
    }

    private SentPayment send(Map<String, Object> event, byte[] value, Fate fate, String reason)
            throws IOException, InterruptedException {
        byte[] key = String.valueOf(event.get("order_id")).getBytes(StandardCharsets.UTF_8);
        Future<?> acknowledged = producer.send(new ProducerRecord<>(topic, key, value));
        try {
            acknowledged.get();
        } catch (ExecutionException e) {
            throw new IOException("Kafka refused a payment event", e.getCause());
        }
        boolean readable = fate != Fate.REJECTED;
        @Nullable Object id = event.get("event_id");
        return new SentPayment(
                Optional.ofNullable(id).map(Object::toString),
                readable ? Optional.of(new TableRow(event)) : Optional.empty(),
                fate,
                reason);
    }
}
