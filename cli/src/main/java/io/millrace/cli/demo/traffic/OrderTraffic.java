package io.millrace.cli.demo.traffic;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Orders are drafted, placed, paid, shipped, cancelled and deleted; now and then one is entered against the contract
 * (a negative total, shipped before it was placed) and corrected later.
 */
final class OrderTraffic {
    static final String TABLE = "orders";
    static final String LINES = "order_lines";

    private static final int MOST_OPEN = 400;

    private final ShopDatabase database;
    private final CustomerTraffic customers;
    private final Random random;
    private final List<TableRow> open = new ArrayList<>();
    private final Map<Long, List<TableRow>> lines = new LinkedHashMap<>();
    private long nextId = 1;

    OrderTraffic(ShopDatabase database, CustomerTraffic customers, Random random) {
        this.database = database;
        this.customers = customers;
        this.random = random;
    }

    /** What the orders contract says about a row. */
    static Fate fateOf(TableRow row) {
        if ("draft".equals(row.get("status"))) {
            return Fate.FILTERED;
        }
        return isBroken(row) ? Fate.REJECTED : Fate.ACCEPTED;
    }

    /** One step: a new order with its lines, a change, or a delete, in the order in which the statements run. */
    List<Change> step() throws SQLException {
        int dice = random.nextInt(100);
        if (open.size() < 5 || (dice < 40 && open.size() < MOST_OPEN)) {
            return insert('c');
        }
        int at = random.nextInt(open.size());
        TableRow row = open.get(at);
        if (isBroken(row)) {
            return update(at, correction(row));
        }
        if (dice >= 93 || open.size() >= MOST_OPEN) {
            return delete(at);
        }
        return dice >= 85 ? changeLine(row) : update(at, progress(row));
    }

    List<Change> insert(char operation) throws SQLException {
        long id = nextId++;
        List<TableRow> orderLines = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO.setScale(2);
        for (int number = 1; number <= 1 + random.nextInt(3); number++) {
            TableRow line = line(id, number);
            total = total.add(amount(line));
            orderLines.add(line);
        }
        TableRow order = order(id, total);
        database.insert(TABLE, List.of(order));
        database.insert(LINES, orderLines);
        open.add(order);
        lines.put(id, orderLines);
        List<Change> changes = new ArrayList<>(List.of(change(operation, order)));
        orderLines.forEach(line -> changes.add(lineChange(operation, line)));
        return changes;
    }

    private TableRow order(long id, BigDecimal total) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        int dice = random.nextInt(100);
        columns.put("order_id", id);
        columns.put("customer_id", customers.anybody());
        columns.put("status", dice < 15 ? "draft" : "placed");
        columns.put("total", dice >= 97 ? total.negate() : total);
        columns.put("currency", random.nextInt(5) == 0 ? "SEK" : "EUR");
        columns.put("placed_at", now);
        columns.put("shipped_at", dice == 96 ? now.minus(Duration.ofDays(3)) : null);
        return new TableRow(columns);
    }

    private TableRow line(long order, int number) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("order_id", order);
        columns.put("line_no", number);
        columns.put("sku", "SKU-" + (1000 + random.nextInt(500)));
        columns.put("quantity", 1 + random.nextInt(5));
        columns.put("unit_price", BigDecimal.valueOf(199 + random.nextInt(20_000), 2));
        columns.put("gift", random.nextInt(8) == 0);
        return new TableRow(columns);
    }

    private Map<String, @Nullable Object> progress(TableRow row) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        switch (String.valueOf(row.get("status"))) {
            case "draft" -> changes.put("status", "placed");
            case "placed" -> changes.put("status", random.nextInt(6) == 0 ? "cancelled" : "paid");
            case "paid" -> {
                changes.put("status", "shipped");
                changes.put("shipped_at", Instant.now().truncatedTo(ChronoUnit.MICROS));
            }
            default -> changes.put("currency", "EUR".equals(row.get("currency")) ? "SEK" : "EUR");
        }
        return changes;
    }

    private static Map<String, @Nullable Object> correction(TableRow row) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changes.put("total", ((BigDecimal) Objects.requireNonNull(row.get("total"))).abs());
        changes.put("shipped_at", null);
        return changes;
    }

    private List<Change> update(int at, Map<String, @Nullable Object> changes) throws SQLException {
        TableRow row = open.get(at);
        database.update(TABLE, changes, Map.of("order_id", id(row)));
        TableRow changed = row.with(changes);
        open.set(at, changed);
        return List.of(change('u', changed));
    }

    private List<Change> changeLine(TableRow order) throws SQLException {
        List<TableRow> orderLines = Objects.requireNonNull(lines.get(id(order)));
        int at = random.nextInt(orderLines.size());
        TableRow changed = orderLines.get(at).with(Map.of("quantity", 1 + random.nextInt(9)));
        database.update(LINES, Map.of("quantity", Objects.requireNonNull(changed.get("quantity"))), keyOf(changed));
        orderLines.set(at, changed);
        return List.of(lineChange('u', changed));
    }

    private List<Change> delete(int at) throws SQLException {
        TableRow order = open.remove(at);
        List<Change> changes = new ArrayList<>();
        for (TableRow line : Objects.requireNonNull(lines.remove(id(order)))) {
            database.delete(LINES, keyOf(line));
            changes.add(lineChange('d', line));
        }
        database.delete(TABLE, Map.of("order_id", id(order)));
        changes.add(change('d', order));
        return changes;
    }

    private static boolean isBroken(TableRow row) {
        Instant shipped = (Instant) row.get("shipped_at");
        return ((BigDecimal) Objects.requireNonNull(row.get("total"))).signum() < 0
                || (shipped != null && shipped.isBefore((Instant) Objects.requireNonNull(row.get("placed_at"))));
    }

    private static BigDecimal amount(TableRow line) {
        return ((BigDecimal) Objects.requireNonNull(line.get("unit_price")))
                .multiply(BigDecimal.valueOf((Integer) Objects.requireNonNull(line.get("quantity"))));
    }

    private static long id(TableRow row) {
        return (Long) Objects.requireNonNull(row.get("order_id"));
    }

    private static Map<String, Object> keyOf(TableRow line) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("order_id", Objects.requireNonNull(line.get("order_id")));
        key.put("line_no", Objects.requireNonNull(line.get("line_no")));
        return key;
    }

    private static Change change(char operation, TableRow row) {
        return new Change(TABLE, operation, String.valueOf(row.get("order_id")), row, fateOf(row));
    }

    private static Change lineChange(char operation, TableRow row) {
        return new Change(LINES, operation, row.get("order_id") + "|" + row.get("line_no"), row, Fate.ACCEPTED);
    }
}
