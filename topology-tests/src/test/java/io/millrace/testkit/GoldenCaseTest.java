package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of the tests: a case whose expectation is wrong must fail, and say where and why. */
class GoldenCaseTest {
    private static final String RIGHT = """
            about: A visitor is counted
            mesh:
              visits/product.odps.yaml: |
                apiVersion: v1.0.0
                kind: DataProduct
                id: web.visits
                name: visits
                domain: web
                version: 1.0.0
                status: active
                team: {name: web, members: [{username: lea@web.example, role: owner}]}
                inputPorts:
                - name: raw
                  version: 1.0.0
                  contractId: web.visit
                  customProperties: [{property: millrace, value: {identity: {by: none}}}]
                outputPorts:
                - name: visits
                  version: 1.0.0
                  contractId: web.visits.visit
                  customProperties: [{property: millrace, value: {view: history}}]
              visits/raw.odcs.yaml: |
                apiVersion: v3.1.0
                kind: DataContract
                id: web.visit
                version: 1.0.0
                status: active
                servers: [{server: production, type: kafka, host: broker.example:9092, format: json}]
                schema:
                - name: RawVisit
                  properties:
                  - {name: page, logicalType: string, required: true}
                  - {name: seconds, logicalType: integer}
                  - {name: referrer, logicalType: string}
              visits/visit.odcs.yaml: |
                apiVersion: v3.1.0
                kind: DataContract
                id: web.visits.visit
                version: 1.0.0
                status: active
                schema:
                - name: Visit
                  properties:
                  - {name: page, logicalType: string, primaryKey: true, required: true}
                  - {name: seconds, logicalType: integer}
                  - {name: referrer, logicalType: string}
            inputs:
            - {event: {page: home, seconds: 3, referrer: search.example}}
            - {event: {seconds: 3}}
            outputs:
              visits:
              - {key: home, value: {page: home, seconds: 3, referrer: search.example}, headers: {mr-op: e}}
            deadLetters:
            - {reason: missing-value, element: page, record: 2}
            balance:
              visits: {accepted: 1, rejected: 1}
            """;

    @TempDir
    Path folder;

    @Test
    void shouldPassWhereTheProductDoesWhatTheCaseSays() {
        assertThatCode(() -> verify(RIGHT)).doesNotThrowAnyException();
    }

    @Test
    void shouldFailWithBothTextsAndALineToPasteWhereAValueDiffers() {
        assertThatThrownBy(
                        () -> verify(RIGHT.replace("value: {page: home, seconds: 3", "value: {page: home, seconds: 4")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("visit: A visitor is counted")
                .hasMessageContaining("output port visits, record 1 (visit.case.yaml:52):")
                .hasMessageMatching("(?s).*field seconds +expected 4 +was 3\\n.*")
                .hasMessageContaining("value: {page: home, seconds: 3, referrer: search.example}");
    }

    @Test
    void shouldFailWhereARecordADeadLetterOrACountDiffers() {
        assertFails(RIGHT.replace("key: home", "key: start"), "expected start");
        assertFails(RIGHT.replace("mr-op: e", "mr-op: c"), "header mr-op");
        assertFails(RIGHT.replace(", referrer: search.example}, headers", "}, headers"), "(not named)");
        assertFails(RIGHT.replace("missing-value", "type-mismatch"), "was missing-value");
        assertFails(RIGHT.replace("rejected: 1", "duplicates: 1"), "expected 1", "was 0");
        assertFails(RIGHT.replace("- {event: {seconds: 3}}\n", ""), "nothing more was rejected");
        assertFails(RIGHT.replace("- {event: {page: home", "- {event: {pag: home"), "nothing more came out");
    }

    @Test
    void shouldFailWhereClearTextLeaves() {
        assertFails(
                RIGHT + "neverLeaves: [search.exam]\n",
                "output port visits, record 1: holds clear text, number 1 of 'neverLeaves'");
    }

    @Test
    void shouldSayWhatInACaseDoesNotFitTheProduct() {
        assertThatThrownBy(() -> verify(RIGHT.replace("- {event: {seconds: 3}}", "- {op: c, after: {page: x}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input 2 (line 49)")
                .hasMessageContaining("input port raw reads json, not change events");
    }

    @Test
    void shouldRefuseAFolderWithoutCases() {
        assertThatThrownBy(() -> GoldenCases.in(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no file ends in .case.yaml");
    }

    private void assertFails(String text, String... says) {
        assertThatThrownBy(() -> verify(text))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(says);
    }

    private void verify(String text) throws IOException {
        Files.writeString(folder.resolve("visit.case.yaml"), text);
        GoldenCases.in(folder).forEach(GoldenCase::verify);
    }
}
