package io.millrace.tests.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.demo.traffic.Change;
import io.millrace.cli.demo.traffic.Fate;
import io.millrace.cli.demo.traffic.SentPayment;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.cli.demo.traffic.TrafficListener;
import io.millrace.testkit.RawChanges;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A handful of records through a product of the shop, and what has to become of them. */
final class ShopTraffic {
    /** A personal value that every record holds. */
    static final String EMAIL = "ada.lovelace@shop.example";

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final List<SentPayment> sent = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** Tells a listener what was done, in order. */
    void tell(TrafficListener listener) {
        sent.forEach(listener::sent);
        changes.forEach(listener::changed);
    }

    /** Three accepted payments, one of them sent twice, and one of which nothing but a dead letter may be seen. */
    ProductOnDriver payments(Path work) throws IOException {
        ProductOnDriver payments = new ProductOnDriver("checkout/payments", work, NOW);
        Map<String, Object> first = pay(payments, 1, "2026-01-01T11:59:00Z", Fate.ACCEPTED, "");
        pay(payments, 2, "2026-01-01T11:59:30Z", Fate.ACCEPTED, "");
        send(payments, first, Fate.DUPLICATE, "");
        pay(payments, 3, "2025-11-01T00:00:00Z", Fate.REJECTED, "too-late");
        pay(payments, 4, "2026-01-01T11:59:59Z", Fate.ACCEPTED, "");
        return payments;
    }

    private Map<String, Object> pay(ProductOnDriver payments, int number, String settledAt, Fate fate, String reason)
            throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", new UUID(0, number).toString());
        event.put("order_id", (long) number);
        event.put("amount", new BigDecimal("12.50"));
        event.put("currency", "EUR");
        event.put("method", "card");
        event.put("iban", "DE89370400440532013000");
        event.put("payer_email", EMAIL);
        event.put("settled_at", settledAt);
        send(payments, event, fate, reason);
        return event;
    }

    private void send(ProductOnDriver payments, Map<String, Object> event, Fate fate, String reason)
            throws IOException {
        payments.send(String.valueOf(event.get("order_id")), new ObjectMapper().writeValueAsBytes(event));
        sent.add(new SentPayment(
                Optional.of(String.valueOf(event.get("event_id"))),
                fate == Fate.REJECTED ? Optional.empty() : Optional.of(new TableRow(event)),
                fate,
                reason));
    }

    /** One customer who moves twice. */
    ProductOnDriver customers(Path work) throws IOException {
        ProductOnDriver customers = new ProductOnDriver("customers/customers", work, NOW);
        RawChanges log = new RawChanges(
                ProjectRoot.resolve("examples/shop/sources/schema.sql"),
                "public.customers",
                customers.inputTopic(),
                customers.registry());
        char operation = 'c';
        for (String city : List.of("London", "Paris", "Turin")) {
            TableRow row = customer(city);
            Map<String, @Nullable String> texts = new LinkedHashMap<>();
            row.columns().forEach((name, value) -> texts.put(name, value == null ? null : value.toString()));
            customers.send("17", log.next(String.valueOf(operation), texts, NOW.toEpochMilli()));
            changes.add(new Change("customers", operation, "17", row, Fate.ACCEPTED));
            operation = 'u';
        }
        return customers;
    }

    /** The customer while living somewhere. */
    static TableRow customer(String city) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("customer_id", 17L);
        row.put("name", "Ada Lovelace");
        row.put("email", EMAIL);
        row.put("phone", null);
        row.put("birth_date", null);
        row.put("postcode", "10117");
        row.put("city", city);
        row.put("newsletter", true);
        row.put("updated_at", NOW);
        return new TableRow(row);
    }
}
