package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.avro.ChangeSchema;
import io.millrace.contracts.avro.ColumnType;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.TypeMatrix.Case;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How PostgreSQL's types arrive, in a snapshot and in the stream: what contracts may rely on. */
class TypesTest {
    private static final String NOT_NULL = """
            CREATE TABLE filled (id integer PRIMARY KEY, a numeric NOT NULL DEFAULT 1.5, b numeric(12,2) NOT NULL DEFAULT 2.5,
              c date NOT NULL DEFAULT '2026-01-01', d timestamp NOT NULL DEFAULT '2026-01-01', e hstore NOT NULL DEFAULT 'x=>1',
              f integer[] NOT NULL DEFAULT '{1,2}', g text DEFAULT 'EUR');
            COMMENT ON COLUMN filled.a IS 'a comment';
            INSERT INTO filled (id, g) VALUES (1, NULL);
            INSERT INTO filled VALUES (2, 'NaN', 'NaN', 'infinity', '-infinity', '', '{{1}}', 'x');
            CREATE TABLE forever (id integer PRIMARY KEY, a date NOT NULL DEFAULT 'infinity',
              b timestamp NOT NULL DEFAULT '-infinity', c interval NOT NULL DEFAULT '1 day',
              d timestamptz NOT NULL DEFAULT 'infinity', e numeric NOT NULL DEFAULT 'NaN', g integer);
            INSERT INTO forever (id) VALUES (1);""";

    private static final Map<String, Change> SNAPSHOT = new HashMap<>();
    private static final Map<String, Change> STREAM = new HashMap<>();
    private static Schema locked;
    private static TableShape refused;
    private static SourceState refusal;

    @BeforeAll
    static void capture() throws Exception {
        List<Case> cases = TypeMatrix.cases();
        Map<String, String> types = new LinkedHashMap<>();
        cases.forEach(each -> types.put(each.column(), each.type()));
        Map<String, String> others = new LinkedHashMap<>();
        TypeMatrix.refused().forEach(type -> others.put("r" + others.size(), type));
        Shop shop = Shop.create(
                TypeMatrix.preamble()
                        + TypeMatrix.table("typed", types)
                        + TypeMatrix.table("exotic", others)
                        + NOT_NULL,
                "typed",
                "filled",
                "forever");
        // With the style of its database, a sign would count for all parts of an interval.
        shop.sql(Stream.concat(
                        Stream.of("SET IntervalStyle = postgres"),
                        cases.stream().map(each -> each.insert("typed")))
                .toArray(String[]::new));
        shop.sql("INSERT INTO typed (id) VALUES (0)");
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader typed = shop.reader("typed");
                ChangeReader filled = shop.reader("filled");
                ChangeReader forever = shop.reader("forever")) {
            shop.sql("UPDATE typed SET touched = 1", "UPDATE filled SET g = g", "UPDATE forever SET g = 1");
            for (Change change : typed.await(2 * cases.size() + 2)) {
                (change.operation().equals("r") ? SNAPSHOT : STREAM).put(change.key(), change);
            }
            for (Change change : filled.await(4)) {
                (change.operation().equals("r") ? SNAPSHOT : STREAM).put("filled-" + change.key(), change);
            }
            for (Change change : forever.await(2)) {
                (change.operation().equals("r") ? SNAPSHOT : STREAM).put("forever", change);
            }
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
        locked = ChangeSchema.of("public.typed", shape(shop, "public.typed"))
                .getField("after")
                .schema()
                .getTypes()
                .get(1);
        Shop odd = Shop.create(TypeMatrix.preamble() + TypeMatrix.table("exotic", others), "exotic");
        refused = shape(odd, "public.exotic");
        try (Ingestion ingestion = odd.start()) {
            refusal = Shop.awaitState(ingestion, SourceState.Halted.class::isInstance)
                    .state();
        }
    }

    private static TableShape shape(Shop shop, String table) {
        DatabaseSettings database = Objects.requireNonNull(
                shop.settings().databases().get(shop.source().name()));
        return Objects.requireNonNull(LiveTables.read(database, List.of(table)).get(table));
    }

    static Stream<Case> cases() throws IOException {
        return TypeMatrix.cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveEachValueItsAvroFormInSnapshotAndStreamAlike(Case each) {
        Change row = Objects.requireNonNull(SNAPSHOT.get(Integer.toString(each.id())));
        Change update = Objects.requireNonNull(STREAM.get(Integer.toString(each.id())));

        assertThat(described(row, each.column())).isEqualTo(each.value());
        assertThat(described(update, each.column())).isEqualTo(each.value());
        assertThat(form(row, each.column())).isEqualTo(each.form());
        assertThat(form(update, each.column())).isEqualTo(each.form());
        assertThat(form(locked.getField(each.column()).schema()))
                .as("what a lock of the table promises")
                .isEqualTo(each.form());
    }

    @Test
    void shouldGiveNullInColumnsOfEveryType() {
        for (Change change :
                List.of(Objects.requireNonNull(SNAPSHOT.get("0")), Objects.requireNonNull(STREAM.get("0")))) {
            change.after().getSchema().getFields().stream()
                    .filter(field -> field.name().startsWith("c"))
                    .forEach(field -> assertThat(change.after().get(field.name()))
                            .as(field.name())
                            .isNull());
            assertThat(change.headers()).doesNotContainKey("mr-omitted");
        }
    }

    @Test
    void shouldPutNothingInPlaceOfWhatHasNoFormWhereAColumnIsNotNull() {
        for (Map<String, Change> changes : List.of(SNAPSHOT, STREAM)) {
            Change defaults = Objects.requireNonNull(changes.get("filled-1"));
            assertThat(values(defaults))
                    .isEqualTo(
                            "{a={scale=1;value=0f;}, b=00fa, c=20454, d=1767225600000000, e={x=1}, f=[1, 2, ], g=null}");
            assertThat(defaults.headers()).doesNotContainKey("mr-omitted");
            Change left = Objects.requireNonNull(changes.get("filled-2"));
            assertThat(values(left)).isEqualTo("{a={scale=0;value=00;}, b=00, c=0, d=0, e={}, f=[], g=x}");
            assertThat(left.headers().get("mr-omitted"))
                    .isEqualTo("after.a:not-finite,after.b:not-finite,after.c:not-finite,after.d:not-finite,"
                            + "after.f:multi-dimensional");
        }
    }

    @Test
    void shouldNotTakeDefaultsWithoutAFormForValues() {
        for (Map<String, Change> changes : List.of(SNAPSHOT, STREAM)) {
            Change forever = Objects.requireNonNull(changes.get("forever"));
            assertThat(values(forever))
                    .startsWith("{a=0, b=0, c=P0Y0M1DT0H0M0S, d=infinity, e={scale=0;value=00;}, g=");
            assertThat(forever.headers().get("mr-omitted"))
                    .isEqualTo("after.a:not-finite,after.b:not-finite,after.e:not-finite");
        }
    }

    @Test
    void shouldRefuseEveryOtherTypeByNameWhenItStarts() {
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        SourceState.Halted.class,
                        halted -> refused.columns().stream()
                                .filter(column -> column.name().startsWith("r"))
                                .forEach(column -> {
                                    assertThat(ColumnType.of(column.type()))
                                            .as(column.type())
                                            .isEmpty();
                                    assertThat(halted.cause())
                                            .contains("table public.exotic has column " + column.name() + " of type "
                                                    + column.type() + ", which cannot be captured");
                                    assertThat(halted.repair()).contains("exclude: [" + column.name() + "]");
                                }));
    }

    private static String described(Change change, String column) {
        String omitted = change.headers().getOrDefault("mr-omitted", "");
        return omitted.startsWith("after." + column + ":")
                ? "omitted: " + omitted.substring(omitted.indexOf(':') + 1)
                        + (change.after().get(column) == null ? "" : " though there is a value")
                : text(change.after().get(column));
    }

    private static String values(Change change) {
        Map<String, String> values = new TreeMap<>();
        change.after().getSchema().getFields().stream()
                .filter(field -> !field.name().equals("id"))
                .forEach(field -> values.put(field.name(), text(change.after().get(field.name()))));
        return values.toString();
    }

    private static String form(Change change, String column) {
        return form(change.after().getSchema().getField(column).schema());
    }

    private static String form(Schema schema) {
        Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
        String form = type.getType().getName();
        return switch (type.getType()) {
            case ARRAY -> form + "<" + form(type.getElementType()) + "?>";
            case MAP -> form + "<" + form(type.getValueType()) + "?>";
            default -> {
                String name = type.getProp("connect.name");
                if (type.getLogicalType() != null) {
                    yield form + ":" + type.getLogicalType().getName();
                }
                yield name == null ? form : form + " " + name;
            }
        };
    }

    /** A value of a record. */
    static String text(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof GenericRecord record) {
            var text = new StringBuilder("{");
            record.getSchema()
                    .getFields()
                    .forEach(field -> text.append(field.name())
                            .append('=')
                            .append(text(record.get(field.name())))
                            .append(';'));
            return text.append('}').toString();
        }
        if (value instanceof Collection<?> items) {
            var text = new StringBuilder("[");
            items.forEach(item -> text.append(text(item)).append(", "));
            return text.append(']').toString();
        }
        return String.valueOf(value);
    }
}
