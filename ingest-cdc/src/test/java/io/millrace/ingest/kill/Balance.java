package io.millrace.ingest.kill;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Shop;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/**
 * The oracle: what the topics say, for readers of committed records, against what the database says.
 *
 * @param rows in the database's insert-only table
 * @param records read from all topics
 * @param lost rows and versions that no record speaks of
 * @param doubled records beyond the first for one row and operation, or one version
 * @param disordered records of a key that came before one they follow
 */
record Balance(int rows, int records, int lost, int doubled, int disordered) {

    static Balance of(Shop shop) throws SQLException {
        try (ChangeReader facts = shop.reader("fact");
                ChangeReader counters = shop.reader("counter");
                ChangeReader moves = shop.reader("moved")) {
            Balance inserts = inserts(shop, facts);
            Balance versions = versions(shop, counters.all());
            Balance hops = hops(shop, moves.all());
            return inserts.plus(versions).plus(hops).plus(events(shop));
        }
    }

    private Balance plus(Balance other) {
        return new Balance(
                rows + other.rows,
                records + other.records,
                lost + other.lost,
                doubled + other.doubled,
                disordered + other.disordered);
    }

    /** Each row once: one bit for each sequence number of a writer, since a long run makes millions. */
    private static Balance inserts(Shop shop, ChangeReader changes) throws SQLException {
        Map<Integer, BitSet> seen = new HashMap<>();
        int[] records = {0};
        int[] doubled = {0};
        changes.forEach(change -> {
            GenericRecord row = change.after();
            BitSet ofWriter = seen.computeIfAbsent((Integer) row.get("writer"), writer -> new BitSet());
            int seq = Math.toIntExact((Long) row.get("seq"));
            doubled[0] += ofWriter.get(seq) ? 1 : 0;
            ofWriter.set(seq);
            records[0]++;
        });
        int rows = 0;
        int lost = 0;
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            ResultSet row = statement.executeQuery("SELECT writer, seq FROM fact");
            while (row.next()) {
                BitSet ofWriter = seen.getOrDefault(row.getInt(1), new BitSet());
                lost += ofWriter.get(row.getInt(2)) ? 0 : 1;
                rows++;
            }
        }
        return new Balance(rows, records[0], lost, doubled[0], 0);
    }

    /** Versions of a key count up by one. */
    private static Balance versions(Shop shop, List<Change> changes) throws SQLException {
        Map<Integer, List<Long>> versions = new HashMap<>();
        for (Change change : changes) {
            GenericRecord after = change.after();
            versions.computeIfAbsent((Integer) after.get("id"), id -> new ArrayList<>())
                    .add((Long) after.get("version"));
        }
        int lost = 0;
        int doubled = 0;
        int disordered = 0;
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("SELECT id, version FROM counter");
            while (row.next()) {
                List<Long> published = versions.getOrDefault(row.getInt(1), List.of());
                Set<Long> distinct = new HashSet<>(published);
                doubled += published.size() - distinct.size();
                lost += (int) (row.getLong(2) + 1 - distinct.size());
                for (int i = 1; i < published.size(); i++) {
                    disordered += published.get(i) < published.get(i - 1) ? 1 : 0;
                }
            }
        }
        return new Balance(0, changes.size(), lost, doubled, disordered);
    }

    /** A row is made, its key changed (a delete and a create), and perhaps deleted: each once, in this order. */
    private static Balance hops(Shop shop, List<Change> changes) throws SQLException {
        Map<Long, StringBuilder> histories = new HashMap<>();
        for (Change change : changes) {
            histories
                    .computeIfAbsent(Long.parseLong(String.valueOf(change.key())), id -> new StringBuilder())
                    .append(change.operation());
        }
        Set<Long> left = longs(shop, "SELECT id FROM moved");
        int lost = 0;
        int doubled = 0;
        int disordered = 0;
        for (long id : longs(shop, "SELECT id FROM fact WHERE v = 'p'")) {
            String first = String.valueOf(histories.get(id));
            String second = String.valueOf(histories.get(-id));
            String expected = left.contains(-id) ? "c" : "cd";
            lost += !first.contains("c") || !first.contains("d") || second.length() < expected.length() ? 1 : 0;
            doubled += first.length() > 2 || second.length() > expected.length() ? 1 : 0;
            disordered += first.startsWith("d") || second.startsWith("d") ? 1 : 0;
        }
        return new Balance(0, changes.size(), lost, doubled, disordered);
    }

    /** Each event once, and those of an aggregate in one topic in the order in which they were written. */
    private static Balance events(Shop shop) throws SQLException {
        Map<String, Long> last = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        int[] counts = new int[3];
        shop.events(record -> {
            long id = Long.parseLong(
                    new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
            counts[0]++;
            counts[1] += seen.add(id) ? 0 : 1;
            Long before = last.put(record.topic() + " " + new String(record.key(), StandardCharsets.UTF_8), id);
            counts[2] += before != null && before > id ? 1 : 0;
        });
        Set<Long> written = longs(shop, "SELECT id FROM fact WHERE v = 'o'");
        written.removeAll(seen);
        return new Balance(0, counts[0], written.size(), counts[1], counts[2]);
    }

    private static Set<Long> longs(Shop shop, String query) throws SQLException {
        Set<Long> found = new HashSet<>();
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(query);
            while (row.next()) {
                found.add(row.getLong(1));
            }
        }
        return found;
    }
}
