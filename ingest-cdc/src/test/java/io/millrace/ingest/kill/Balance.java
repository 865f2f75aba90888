package io.millrace.ingest.kill;

import io.millrace.ingest.Change;
import io.millrace.ingest.ChangeReader;
import io.millrace.ingest.Shop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
            List<Change> fact = facts.all();
            List<Change> counter = counters.all();
            List<Change> moved = moves.all();
            Balance inserts = inserts(shop, fact);
            Balance versions = versions(shop, counter);
            Balance hops = hops(shop, moved);
            return new Balance(
                    inserts.rows(),
                    fact.size() + counter.size() + moved.size(),
                    inserts.lost() + versions.lost() + hops.lost(),
                    inserts.doubled() + versions.doubled() + hops.doubled(),
                    inserts.disordered() + versions.disordered() + hops.disordered());
        }
    }

    /** Each row once; and a writer's rows, of one key each, at least in the right partition once. */
    private static Balance inserts(Shop shop, List<Change> changes) throws SQLException {
        Set<Long> seen = new HashSet<>();
        int doubled = 0;
        for (Change change : changes) {
            if (!seen.add((Long) change.after().get("id"))) {
                doubled++;
            }
        }
        Set<Long> stored = longs(shop, "SELECT id FROM fact");
        Set<Long> lost = new HashSet<>(stored);
        lost.removeAll(seen);
        return new Balance(stored.size(), changes.size(), lost.size(), doubled, 0);
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
