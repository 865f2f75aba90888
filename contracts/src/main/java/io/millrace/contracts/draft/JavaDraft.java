package io.millrace.contracts.draft;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.RowContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of a new product with a Java topology, by their names relative to its folder: a Maven project that builds, and
 * whose test passes. It counts the records of each key of another product's contract, to be changed into what the team
 * needs.
 */
public final class JavaDraft {
    private final String domain;
    private final String product;
    private final String packageName;
    private final String className;

    public JavaDraft(String domain, String product) {
        this.domain = domain;
        this.product = product;
        this.packageName = domain.replaceAll("[^a-z0-9]+", "_").replaceFirst("^([0-9])", "_$1");
        this.className = Words.record(product + "_topology");
    }

    /**
     * The files.
     *
     * @param contract that the product is to read
     * @param port the output port that serves it, named where several do; else empty
     * @param version of Millrace that the project depends on
     * @throws IllegalArgumentException where the contract has no primary key
     */
    public Map<String, String> reading(RowContract contract, String port, String version) {
        if (contract.keyFields().isEmpty()) {
            throw new IllegalArgumentException(
                    "contract " + contract.id() + " has no primary key to count by; start from"
                            + " one that has, and read this one as well afterwards");
        }
        String input = Words.kebab(contract.recordName()).replace('-', '_');
        Map<String, String> files = new LinkedHashMap<>();
        files.put("product.odps.yaml", descriptor(contract, input, port));
        files.put(product + ".odcs.yaml", contract(contract, input));
        files.put("pom.xml", JavaDraftPom.text(domain, product, version));
        files.put("src/main/java/" + packageName + "/" + className + ".java", topology(contract, input));
        files.put("src/test/java/" + packageName + "/" + className + "Test.java", test());
        files.put("src/test/cases/first.case.yaml", goldenCase(contract));
        return files;
    }

    private String descriptor(RowContract contract, String input, String port) {
        return """
                apiVersion: v1.0.0
                kind: DataProduct
                id: %1$s.%2$s
                name: %2$s
                domain: %1$s
                version: 1.0.0
                status: draft
                description:
                  purpose: "To be written: whom it serves, and what for."
                team:
                  name: %1$s-team
                customProperties:
                - property: millrace
                  value: {topology: %3$s.%4$s}
                inputPorts:
                # What another product serves: the code sees values that were checked and masked there.
                - name: %5$s
                  version: %6$s
                  contractId: %7$s
                %8$soutputPorts:
                - name: %2$s
                  version: 1.0.0
                  contractId: %1$s.%2$s.row
                  customProperties:
                  - property: millrace
                    value: {view: latest}
                """.formatted(
                domain,
                product,
                packageName,
                className,
                input,
                contract.version(),
                contract.id(),
                port.isEmpty() ? "" : "  customProperties: [{property: millrace, value: {port: " + port + "}}]\n");
    }

    private String contract(RowContract contract, String input) {
        var text = new StringBuilder("""
                apiVersion: v3.1.0
                kind: DataContract
                id: %1$s.%2$s.row
                version: 1.0.0
                status: draft
                description:
                  purpose: "To be written: what a row means."
                schema:
                - name: %3$s
                  properties:
                """.formatted(domain, product, Words.record(product + "_row")));
        List<Field> keys = contract.keyFields();
        for (int i = 0; i < keys.size(); i++) {
            Field field = keys.get(i);
            text.append("  - name: ").append(field.name()).append('\n');
            text.append("    ").append(type(field.type())).append('\n');
            text.append("    primaryKey: true\n");
            text.append(keys.size() > 1 ? "    primaryKeyPosition: " + (i + 1) + "\n" : "");
            text.append("    required: true\n");
            field.classification().ifPresent(kind -> text.append(personal(kind, field, input)));
        }
        return text.append(
                        "  - {name: records, logicalType: integer, required: true, logicalTypeOptions: {minimum: 1}}\n")
                .toString();
    }

    private static String personal(String kind, Field field, String input) {
        String tag = kind.equals("pii") ? kind : "pii:" + kind;
        String ours = field.mask() instanceof Mask.None none
                ? "{mask: none, reason: \"" + none.reason().replace("\"", "'") + "\"}"
                : "{maskedAs: " + input + "." + field.name() + "}";
        return "    tags: [\"" + tag + "\"]\n    customProperties: [{property: millrace, value: " + ours + "}]\n";
    }

    private static String type(FieldType type) {
        if (type instanceof FieldType.Decimal decimal) {
            return "logicalType: number\n    physicalType: decimal(" + decimal.precision() + "," + decimal.scale()
                    + ")";
        } else if (type == Simple.INT) {
            return "logicalType: integer\n    physicalType: int";
        } else if (type == Simple.LONG) {
            return "logicalType: integer";
        } else if (type == Simple.DATE) {
            return "logicalType: date";
        } else if (type == Simple.BOOLEAN) {
            return "logicalType: boolean";
        } else if (type == Simple.TIMESTAMP_MICROS || type == Simple.TIMESTAMP_MILLIS) {
            return "logicalType: timestamp";
        }
        return "logicalType: string";
    }

    private String topology(RowContract contract, String input) {
        String keys = contract.keyFields().stream()
                .map(field -> "                .set(\"" + field.name() + "\", row.get(\"" + field.name() + "\"))\n")
                .collect(Collectors.joining());
        return """
                package %1$s;

                import io.millrace.product.AvroSerde;
                import io.millrace.product.InputPort;
                import io.millrace.product.InputPorts;
                import io.millrace.product.OutputPort;
                import io.millrace.product.OutputPorts;
                import io.millrace.product.ProductTopology;
                import org.apache.avro.Schema;
                import org.apache.avro.generic.GenericRecord;
                import org.apache.avro.generic.GenericRecordBuilder;
                import org.apache.kafka.common.serialization.Serdes;
                import org.apache.kafka.common.utils.Bytes;
                import org.apache.kafka.streams.StreamsBuilder;
                import org.apache.kafka.streams.kstream.Grouped;
                import org.apache.kafka.streams.kstream.Materialized;
                import org.apache.kafka.streams.state.KeyValueStore;

                /** Counts the records of each key: a start, to be changed into what the product is for. */
                public final class %2$s implements ProductTopology {
                    @Override
                    public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
                        InputPort input = inputs.port("%3$s");
                        OutputPort output = outputs.port("%4$s");
                        Schema schema = output.schema();
                        output.accept(input.stream()
                                .groupByKey(Grouped.with("by-key", Serdes.String(), input.serde()))
                                .aggregate(
                                        () -> null,
                                        (key, row, before) -> counted(schema, row, before),
                                        Materialized.<String, GenericRecord, KeyValueStore<Bytes, byte[]>>as("counts")
                                                .withKeySerde(Serdes.String())
                                                .withValueSerde(AvroSerde.of(schema)))
                                .toStream());
                    }

                    private static GenericRecord counted(Schema schema, GenericRecord row, GenericRecord before) {
                        return new GenericRecordBuilder(schema)
                %5$s                .set("records", before == null ? 1L : (Long) before.get("records") + 1)
                                .build();
                    }
                }
                """.formatted(packageName, className, input, product, keys);
    }

    private String test() {
        return """
                package %1$s;

                import io.millrace.testkit.GoldenCase;
                import io.millrace.testkit.GoldenCases;
                import java.nio.file.Path;
                import java.util.stream.Stream;
                import org.junit.jupiter.params.ParameterizedTest;
                import org.junit.jupiter.params.provider.MethodSource;

                /** Runs the product's real topology, contract included, on each case in src/test/cases. */
                class %2$sTest {
                    @ParameterizedTest(name = "{0}")
                    @MethodSource
                    void shouldDoWhatTheCaseSays(GoldenCase golden) {
                        golden.verify();
                    }

                    static Stream<GoldenCase> shouldDoWhatTheCaseSays() {
                        return GoldenCases.in(Path.of("src/test/cases"));
                    }
                }
                """.formatted(packageName, className);
    }

    private String goldenCase(RowContract contract) {
        String key = contract.keyFields().stream().map(JavaDraft::example).collect(Collectors.joining("|"));
        String row = contract.fields().stream()
                .filter(field -> field.required() || field.primaryKeyPosition().isPresent())
                .map(field -> field.name() + ": " + quoted(field))
                .collect(Collectors.joining(", "));
        String value = contract.keyFields().stream()
                .map(field -> field.name() + ": " + quoted(field))
                .collect(Collectors.joining(", "));
        return """
                about: "Two records of one key are counted together."
                product: ../../..
                inputs:
                - {key: "%1$s", event: {%2$s}}
                - {key: "%1$s", event: {%2$s}}
                outputs:
                  %3$s:
                  - {key: "%1$s", value: {%4$s, records: 1}}
                  - {key: "%1$s", value: {%4$s, records: 2}}
                """.formatted(key, row, product, value);
    }

    private static String quoted(Field field) {
        boolean text = !(field.type() instanceof FieldType.Decimal
                || field.type() instanceof FieldType.Nested
                || List.of(Simple.INT, Simple.LONG, Simple.FLOAT, Simple.DOUBLE, Simple.BOOLEAN)
                        .contains(field.type()));
        return text ? "\"" + example(field) + "\"" : example(field);
    }

    /** A value as a golden case writes it. */
    private static String example(Field field) {
        Mask mask = field.mask() instanceof Mask.Arrived arrived ? arrived.mask() : field.mask();
        if (mask instanceof Mask.Pseudonymize) {
            return "<token a>";
        }
        FieldType type = field.type();
        if (type instanceof FieldType.Decimal decimal) {
            return decimal.scale() == 0 ? "1" : "1." + "0".repeat(decimal.scale());
        } else if (type instanceof FieldType.Enumeration symbols) {
            return symbols.symbols().get(0);
        } else if (type instanceof FieldType.ListOf) {
            return "[]";
        } else if (type instanceof FieldType.MapOf) {
            return "{}";
        } else if (type instanceof FieldType.Struct struct) {
            return struct.fields().stream()
                    .filter(Field::required)
                    .map(inside -> inside.name() + ": " + quoted(inside))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return switch ((Simple) type) {
            case STRING -> "a";
            case INT, LONG -> "1";
            case FLOAT, DOUBLE -> "1.5";
            case BOOLEAN -> "true";
            case BYTES -> "";
            case DATE -> "2026-01-31";
            case TIME_MILLIS, TIME_MICROS -> "12:30:00";
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> "2026-01-31T12:30:00Z";
            case LOCAL_TIMESTAMP_MILLIS, LOCAL_TIMESTAMP_MICROS -> "2026-01-31T12:30:00";
        };
    }
}
