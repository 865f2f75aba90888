package io.millrace.tests.snapshot;

import io.millrace.tests.support.OutputPort.Line;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every state that each row of the database has had, in order, and what a history may tell of it: at most one row of a
 * snapshot, and behind it every change since, each once. Without such a row the changes alone, up to the last.
 */
final class NotedChanges {
    private final Map<String, List<String>> states = new TreeMap<>();
    private final Map<String, String> rows = new TreeMap<>();

    /** @param first how many rows there were before any change, with version 1 */
    NotedChanges(RowsMesh mesh, int first) throws Exception {
        for (int id = 1; id <= first; id++) {
            states(id).add("r" + 1);
        }
        try (Connection connection = mesh.connect();
                Statement statement = connection.createStatement()) {
            ResultSet change = statement.executeQuery("SELECT id, op, version FROM noted ORDER BY seq");
            while (change.next()) {
                states(change.getInt(1)).add(change.getString(2) + change.getInt(3));
            }
            ResultSet row = statement.executeQuery("SELECT id, version FROM rows");
            while (row.next()) {
                rows.put(row.getString(1), row.getInt(1) + "|" + row.getInt(2) + "|***");
            }
        }
    }

    private List<String> states(int id) {
        return states.computeIfAbsent(Integer.toString(id), key -> new ArrayList<>());
    }

    /** What {@code SELECT} says, masked as the contract has it. */
    Map<String, String> rows() {
        return rows;
    }

    /** What a history tells that never was, tells twice, in another order, or does not tell; empty if all is right. */
    List<String> differences(List<Line> history) {
        Map<String, List<String>> told = new TreeMap<>();
        for (Line line : history) {
            told.computeIfAbsent(line.key(), key -> new ArrayList<>())
                    .add(line.operation()
                            + line.row().map(text -> text.split("\\|", -1)[1]).orElse(""));
        }
        Set<String> keys = new TreeSet<>(states.keySet());
        keys.addAll(told.keySet());
        return keys.stream()
                .filter(key -> !agrees(states.getOrDefault(key, List.of()), told.getOrDefault(key, List.of())))
                .limit(10)
                .map(key -> "row " + key + " was " + states.get(key) + ", and is told as " + told.get(key))
                .toList();
    }

    private static boolean agrees(List<String> states, List<String> told) {
        if (told.isEmpty()) {
            // It was gone before anybody looked.
            return !states.isEmpty() && states.get(states.size() - 1).startsWith("d");
        }
        int from = states.size() - told.size();
        if (from < 0) {
            return false;
        }
        for (int i = 0; i < told.size(); i++) {
            String was = states.get(from + i);
            boolean row = told.get(i).startsWith("r");
            String expected = row ? "r" + was.substring(1) : was.startsWith("d") ? "d" : was;
            boolean right = told.get(i).equals(expected) && (!row || (i == 0 && !was.startsWith("d")));
            if (!right) {
                return false;
            }
        }
        return true;
    }
}
