package io.millrace.contracts.draft;

import io.millrace.contracts.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** A golden case that shows the drafted product acting, to be extended by its team. */
final class DraftCase {
    private static final String HEADER = """
            A golden case: these records arrive, and this must come of them. It passes as it is; change it to what your
            data really look like, and add a case for each rule you write.""";

    private final String port;
    private final DraftFields fields;

    DraftCase(String port, DraftFields fields) {
        this.port = port;
        this.fields = fields;
    }

    /** A row that comes, changes and goes. */
    String ofTable(String table, List<String> key) {
        Map<String, Object> row = sample();
        Map<String, Object> identity = new LinkedHashMap<>();
        key.forEach(column -> identity.put(column, row.get(column)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("about", "A row arrives, changes and goes; personal values are masked on the way.");
        document.put("product", "..");
        document.put("tables", createTable(table, key));
        document.put(
                "inputs",
                List.of(
                        YamlText.flow(inOrder("op", "c", "after", row)),
                        YamlText.flow(inOrder("op", "u", "after", row)),
                        YamlText.flow(inOrder("op", "d", "before", identity))));
        Object tombstone = YamlText.flow(Map.of("tombstone", true));
        document.put("outputs", Map.of(port, List.of(record(), record(), tombstone)));
        return finished(document, inOrder("accepted", 3));
    }

    /** An event, and its repetition where it can be told from a new one. */
    String ofEvents(boolean identified, String inputPort, Schema writer, boolean avro) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "about",
                "An event arrives, and is masked on the way" + (identified ? "; once, though sent twice." : "."));
        document.put("product", "..");
        if (avro) {
            document.put("writers", Map.of(inputPort, writer.toString()));
        }
        List<Object> inputs = new ArrayList<>();
        inputs.add(YamlText.flow(Map.of("event", sample())));
        if (identified) {
            inputs.add(YamlText.flow(Map.of("again", 1)));
        }
        document.put("inputs", inputs);
        document.put("outputs", Map.of(port, List.of(record())));
        return finished(document, identified ? inOrder("accepted", 1, "duplicates", 1) : inOrder("accepted", 1));
    }

    private String finished(Map<String, Object> document, Map<String, Object> balance) {
        document.put("balance", YamlText.flow(Map.of(port, balance)));
        List<String> clear = fields.fields().stream()
                .filter(field ->
                        field.kind().isPresent() && field.input().logicalType().equals("string"))
                .map(field -> field.input().sample().toString())
                .toList();
        if (!clear.isEmpty()) {
            document.put("neverLeaves", clear);
        }
        return YamlText.of(document, HEADER);
    }

    private Map<String, Object> sample() {
        Map<String, Object> row = new LinkedHashMap<>();
        fields.fields().forEach(field -> row.put(field.name(), field.input().sample()));
        return row;
    }

    /** What is not personal leaves as it is; how the rest is masked is the policy's matter. */
    private Object record() {
        Map<String, Object> expected = new LinkedHashMap<>();
        fields.fields().stream()
                .filter(field -> field.kind().isEmpty())
                .forEach(field -> expected.put(field.name(), field.output().sample()));
        return YamlText.flow(Map.of("including", expected));
    }

    private String createTable(String table, List<String> key) {
        String columns = fields.fields().stream()
                .map(field ->
                        "  " + field.name() + " " + field.input().sqlType() + (field.required() ? " NOT NULL" : ""))
                .collect(Collectors.joining(",\n"));
        return "CREATE TABLE " + table + " (\n" + columns + ",\n  PRIMARY KEY (" + String.join(", ", key) + ")\n);\n";
    }

    private static Map<String, Object> inOrder(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}
