package io.millrace.cli.demo.traffic;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Customers come, move, change their phone, and leave. */
final class CustomerTraffic {
    static final String TABLE = "customers";

    /** Bounds the memory for clear values on a long run. */
    private static final int MOST_CUSTOMERS_EVER = 20_000;

    private static final int FEWEST = 10;

    private final ShopDatabase database;
    private final People people;
    private final Random random;
    private final List<TableRow> current = new ArrayList<>();
    private long nextId = 100_001;
    private int updates;

    CustomerTraffic(ShopDatabase database, People people, Random random) {
        this.database = database;
        this.people = people;
        this.random = random;
    }

    /** Several at once, in one statement. */
    List<Change> arrive(int count, char operation) throws SQLException {
        List<TableRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(newCustomer());
        }
        database.insert(TABLE, rows);
        current.addAll(rows);
        return rows.stream().map(row -> change(operation, row)).toList();
    }

    /** One step: somebody comes, changes or leaves. */
    List<Change> step() throws SQLException {
        int dice = random.nextInt(100);
        boolean full = nextId - 100_001 + updates > MOST_CUSTOMERS_EVER;
        if (!full && (dice < 40 || current.size() < FEWEST)) {
            return arrive(1, 'c');
        }
        int at = random.nextInt(current.size());
        TableRow row = current.get(at);
        Map<String, Object> key = Map.of("customer_id", id(row));
        if (dice >= 92 && current.size() > FEWEST) {
            database.delete(TABLE, key);
            current.remove(at);
            return List.of(change('d', row));
        }
        Map<String, @Nullable Object> changes = full ? plainChange(row) : change(row);
        changes.put("updated_at", Instant.now().truncatedTo(ChronoUnit.MICROS));
        database.update(TABLE, changes, key);
        TableRow changed = row.with(changes);
        current.set(at, changed);
        return List.of(change('u', changed));
    }

    /** The id of somebody who is a customer now. */
    long anybody() {
        return id(current.get(random.nextInt(current.size())));
    }

    private Map<String, @Nullable Object> change(TableRow row) {
        Map<String, @Nullable Object> changes = plainChange(row);
        updates++;
        switch (random.nextInt(3)) {
            case 0 -> changes.put("phone", random.nextInt(10) == 0 ? null : people.phone());
            case 1 -> {
                changes.put("street", people.street());
                changes.put("postcode", people.postcode());
                changes.put("city", people.city());
            }
            default -> changes.put("email", people.emailOf(String.valueOf(row.get("name"))));
        }
        return changes;
    }

    private static Map<String, @Nullable Object> plainChange(TableRow row) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changes.put("newsletter", !Boolean.TRUE.equals(row.get("newsletter")));
        return changes;
    }

    private TableRow newCustomer() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        String name = people.name();
        columns.put("customer_id", nextId++);
        columns.put("name", name);
        columns.put("email", people.emailOf(name));
        columns.put("phone", people.phone());
        columns.put("birth_date", random.nextInt(10) == 0 ? null : people.birthDate());
        columns.put("street", people.street());
        columns.put("postcode", people.postcode());
        columns.put("city", people.city());
        columns.put("newsletter", random.nextBoolean());
        columns.put("updated_at", Instant.now().truncatedTo(ChronoUnit.MICROS));
        return new TableRow(columns);
    }

    private static long id(TableRow row) {
        return (Long) java.util.Objects.requireNonNull(row.get("customer_id"));
    }

    private static Change change(char operation, TableRow row) {
        return new Change(TABLE, operation, String.valueOf(row.get("customer_id")), row, Fate.ACCEPTED);
    }
}
