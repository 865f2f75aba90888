package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.CaseFile.ExpectedDeadLetter;
import io.millrace.testkit.CaseFile.ExpectedRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A test of the tests: whatever a product does otherwise than its case says must be told. */
class ComparisonTest {
    private static final Schema SCHEMA = SchemaBuilder.record("Order")
            .fields()
            .requiredLong("id")
            .name("total")
            .type(LogicalTypes.decimal(9, 2).addToSchema(Schema.create(Schema.Type.BYTES)))
            .noDefault()
            .optionalString("note")
            .endRecord();
    private static final Map<String, String> VALUE = Map.of("id", "7", "total", "12.5");

    @Test
    void shouldFindNoDifferenceWhereThereIsNone() {
        assertThat(differences(row("7", VALUE, false), came("7", Map.of("id", "7", "total", "12.50"))))
                .isEmpty();
    }

    @Test
    void shouldCompareAValueByItsTypeAndShowBoth() {
        assertThat(differences(
                        row("7", Map.of("id", "7", "total", "12.05"), true),
                        came("7", Map.of("id", "7", "total", "12.50"))))
                .containsExactly(
                        "output port orders, record 1 (a.case.yaml:3):",
                        "    field total              expected 12.05                        was 12.50");
    }

    @Test
    void shouldTellAFieldThatTheCaseDoesNotName() {
        assertThat(differences(row("7", Map.of("id", "7"), true), came("7", Map.of("id", "7", "total", "12.50"))))
                .anyMatch(line -> line.contains("field total") && line.contains("(not named)"));
    }

    @Test
    void shouldTellAnotherKeyAnExtraRecordAndAMissingOne() {
        assertThat(differences(List.of(row("8", VALUE, false)), List.of(came("7", VALUE), came("9", VALUE))))
                .anyMatch(line -> line.contains("key") && line.contains("expected 8") && line.contains("was 7"))
                .contains("output port orders, record 2: came out with key 9, but is not expected");
        assertThat(differences(List.of(row("7", VALUE, false)), List.of()))
                .containsExactly(
                        "output port orders, record 1 (a.case.yaml:3): expected key 7, but nothing more came out");
    }

    @Test
    void shouldTellATombstoneFromAValue() {
        ExpectedRecord tombstone = new ExpectedRecord(3, "7", Optional.empty(), false, Map.of());

        assertThat(differences(List.of(tombstone), List.of(came("7", VALUE))))
                .anyMatch(line -> line.contains("expected (tombstone)") && line.contains("was (a value)"));
    }

    @Test
    void shouldTellClearTextWhereATokenIsExpected() {
        assertThat(differences(row("<token ana>", VALUE, false), came("ana@example.com", VALUE)))
                .anyMatch(line -> line.contains("was ana@example.com"));
    }

    @Test
    void shouldTellHeadersThatDifferOrMustNotBeThere() {
        ExpectedRecord expected = new ExpectedRecord(
                3, "7", Optional.of(nullable(Map.of("id", "7"))), false, headers("mr-op", "u", "mr-flags", null));
        Actual.Sent actual =
                new Actual.Sent("7", Optional.of(nullable(VALUE)), Map.of("mr-op", "c", "mr-flags", "late"));

        assertThat(differences(List.of(expected), List.of(actual)))
                .anyMatch(line -> line.contains("header mr-op") && line.contains("was c"))
                .anyMatch(line -> line.contains("header mr-flags") && line.contains("expected (none)"));
    }

    @Test
    void shouldTellDeadLettersAndCountsThatDiffer() {
        CaseFile expected = caseFile(
                List.of(),
                List.of(new ExpectedDeadLetter(9, "malformed", Optional.of("total"), Optional.of(2), Optional.empty())),
                Map.of("orders", Map.of("accepted", 1L)));
        Actual actual = new Actual(
                Map.of("orders", List.of()),
                List.of(
                        new Actual.DeadLetter("rule-violated", "id", 1, "orders"),
                        new Actual.DeadLetter("malformed", "", 2, "")),
                Map.of("orders", Map.of("accepted", 1L, "rejected", 2L)),
                List.of());

        assertThat(new Comparison("a.case.yaml", port -> SCHEMA).differences(expected, actual))
                .anyMatch(line -> line.contains("reason") && line.contains("was rule-violated"))
                .anyMatch(line -> line.contains("element") && line.contains("was id"))
                .anyMatch(line -> line.contains("record") && line.contains("was 1"))
                .contains("dead letter 2: malformed of input 2 is not expected")
                .anyMatch(line -> line.contains("rejected") && line.contains("expected 0"));
    }

    @Test
    void shouldTellAPortThatTheProductDoesNotHave() {
        CaseFile expected = caseFile(List.of(row("7", VALUE, false)), List.of(), Map.of());

        assertThat(new Comparison("a.case.yaml", port -> SCHEMA)
                        .differences(expected, new Actual(Map.of("lines", List.of()), List.of(), Map.of(), List.of())))
                .containsExactly("outputs.orders: the product has no such port; it has [lines]");
    }

    private static List<String> differences(ExpectedRecord expected, Actual.Sent actual) {
        return differences(List.of(expected), List.of(actual));
    }

    private static List<String> differences(List<ExpectedRecord> expected, List<Actual.Sent> actual) {
        return new Comparison("a.case.yaml", port -> SCHEMA)
                .differences(
                        caseFile(expected, List.of(), Map.of()),
                        new Actual(Map.of("orders", actual), List.of(), Map.of(), List.of()));
    }

    private static CaseFile caseFile(
            List<ExpectedRecord> records, List<ExpectedDeadLetter> letters, Map<String, Map<String, Long>> balance) {
        return new CaseFile(
                "a test",
                new CaseFile.Subject.Folder(Path.of("unused")),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Map.of("orders", records),
                letters,
                balance,
                List.of(),
                List.of());
    }

    private static ExpectedRecord row(String key, Map<String, String> value, boolean exact) {
        return new ExpectedRecord(3, key, Optional.of(nullable(value)), exact, Map.of());
    }

    private static Actual.Sent came(String key, Map<String, String> value) {
        return new Actual.Sent(key, Optional.of(nullable(value)), Map.of());
    }

    private static Map<String, @Nullable String> nullable(Map<String, String> texts) {
        return new LinkedHashMap<>(texts);
    }

    private static Map<String, @Nullable String> headers(
            String first, String firstText, String second, @Nullable String secondText) {
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        headers.put(first, firstText);
        headers.put(second, secondText);
        return headers;
    }
}
