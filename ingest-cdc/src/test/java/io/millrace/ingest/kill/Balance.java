package io.millrace.ingest.kill;

import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Shop;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/**
 * The oracle: what the topics say, for readers of committed records, against what the database says, both ways.
 *
 * @param rows in the database's insert-only table
 * @param records read from all topics
 * @param lost rows, versions and events that no record speaks of
 * @param doubled records beyond the first for one row and operation, one version, or one event
 * @param disordered records of a key that came before one they follow
 * @param unknown records of what the database does not have, such as rows that were rolled back, or has otherwise
 */
record Balance(int rows, int records, int lost, int doubled, int disordered, int unknown) {

    static Balance of(Shop shop) throws SQLException {
        return facts(shop).plus(counters(shop)).plus(moves(shop)).plus(events(shop));
    }

    /** The same numbers of rows and records, and nothing wrong. */
    Balance withoutFault() {
        return new Balance(rows, records, 0, 0, 0, 0);
    }

    private Balance plus(Balance other) {
        return new Balance(
                rows + other.rows,
                records + other.records,
                lost + other.lost,
                doubled + other.doubled,
                disordered + other.disordered,
                unknown + other.unknown);
    }

    private static Balance facts(Shop shop) throws SQLException {
        var account = new FactAccount();
        try (ChangeReader reader = shop.reader("fact")) {
            reader.forEach(change -> {
                GenericRecord row = change.after();
                account.published((Integer) row.get("writer"), (Long) row.get("seq"), String.valueOf(row.get("v")));
            });
        }
        forEach(
                shop,
                "SELECT writer, seq, v FROM fact",
                row -> account.stored(row.getInt(1), row.getLong(2), row.getString(3)));
        return account.balance();
    }

    private static Balance counters(Shop shop) throws SQLException {
        var account = new CounterAccount();
        try (ChangeReader reader = shop.reader("counter")) {
            reader.forEach(change -> {
                GenericRecord row = change.after();
                account.published((Integer) row.get("id"), (Long) row.get("version"));
            });
        }
        forEach(shop, "SELECT id, version FROM counter", row -> account.stored(row.getInt(1), row.getLong(2)));
        return account.balance();
    }

    private static Balance moves(Shop shop) throws SQLException {
        var account = new MoveAccount();
        try (ChangeReader reader = shop.reader("moved")) {
            reader.forEach(
                    change -> account.published(Long.parseLong(String.valueOf(change.key())), change.operation()));
        }
        Set<Long> kept = new HashSet<>();
        forEach(shop, "SELECT id FROM moved", row -> kept.add(row.getLong(1)));
        forEach(
                shop,
                "SELECT id FROM fact WHERE v = 'p'",
                row -> account.stored(row.getLong(1), kept.contains(-row.getLong(1))));
        return account.balance();
    }

    private static Balance events(Shop shop) throws SQLException {
        var account = new EventAccount();
        shop.events(record -> {
            long id = Long.parseLong(text(record.headers().lastHeader("ce_id").value()));
            boolean right = Traffic.isEvent(id, text(record.key()), text(record.value()));
            account.published(record.topic() + " " + text(record.key()), right ? id : -id);
        });
        forEach(shop, "SELECT id FROM fact WHERE v = 'o'", row -> account.stored(row.getLong(1)));
        return account.balance();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private interface RowSink {
        void accept(ResultSet row) throws SQLException;
    }

    private static void forEach(Shop shop, String query, RowSink sink) throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            ResultSet row = statement.executeQuery(query);
            while (row.next()) {
                sink.accept(row);
            }
        }
    }
}
