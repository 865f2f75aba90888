package io.millrace.contracts.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.OdcsReader;
import io.millrace.contracts.odps.OdpsReader;
import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the versions of both standards have, in documents of our own. */
class VersionsTest {
    private static final String OLD = """
            apiVersion: v3.0.2
            kind: DataContract
            id: orders
            version: 2025-11
            status: draft
            name: ""
            tenant: shop
            domain: checkout
            dataProduct: orders
            tags: [a, ""]
            contractCreatedTs: "2026-01-01T00:00:00Z"
            description: {purpose: p, usage: u, limitations: l, customProperties: [{property: x}]}
            servers:
            - {server: lake, type: s3, location: "s3://b/*.json", format: json, delimiter: new_line, roles: [{role: r}]}
            - {server: db, type: postgresql, host: h, port: 5432, database: d, schema: s, environment: test}
            - {server: bus, type: kafka, host: "h:9092", format: protobuf, clusterName: blue}
            schema:
            - name: t
              physicalType: table
              businessName: T
              dataGranularityDescription: one per order
              authoritativeDefinitions: [{type: wiki, url: "https://wiki.example/t"}]
              quality:
              - {type: text, description: good, dimension: accuracy, schedule: "0 1 * * *", scheduler: cron}
              - {rule: rowCount, mustBeBetween: [1, 9], unit: percent, severity: critical}
              - {type: sql, query: "SELECT 1", mustBe: 0}
              - {type: custom, engine: soda, implementation: {checks: [a]}}
              properties:
              - {name: a, logicalType: string, transformLogic: "CASE WHEN x THEN 1 END", unique: true}
              - {name: b, logicalType: object, properties: [{name: c, logicalType: integer}]}
              - {name: d, logicalType: array, items: {logicalType: string}, examples: [1, {x: y}, null]}
            price: {priceAmount: 9.95, priceCurrency: EUR, priceUnit: megabyte}
            team:
            - {username: ana, role: owner, dateIn: "2026-01-01", replacedByUsername: bo}
            roles: [{role: r, access: read, firstLevelApprovers: a, secondLevelApprovers: b}]
            support: [{channel: c, url: "https://s.example", tool: email, scope: issues, invitationUrl: "https://i.example"}]
            slaDefaultElement: t.a
            slaProperties: [{property: latency, value: 4, valueExt: 5, unit: d, element: t.a, driver: regulatory}]
            customProperties: [{property: any, value: [1, {a: b}]}, {property: any, value: null}]
            authoritativeDefinitions: [{type: wiki, url: "https://wiki.example"}]
            """;

    private static final String MIDDLE = """
            apiVersion: v3.1.0
            kind: DataContract
            id: orders
            version: 1.0.0
            status: active
            team: {id: t, name: checkout, members: [{id: m, username: ana, customProperties: [{property: p, value: 1}]}]}
            servers:
            - {id: zen, server: old, type: zen, host: h, database: d, port: 1}
            - {server: x, type: custom, stream: s, serviceName: n}
            schema:
            - id: t
              name: t
              relationships: [{id: r, from: t.a, to: u.b}, {from: [t.a, t.b], to: [u.a, u.b], type: foreignKey}]
              properties:
              - id: a
                name: a
                logicalType: timestamp
                logicalTypeOptions: {timezone: true, defaultTimezone: Etc/UTC}
                relationships: [{to: schema/u/properties/b}]
                quality:
                - {id: q, type: library, metric: invalidValues, arguments: {validValues: [1]}, mustBeLessThan: 5, unit: percent}
              - {name: b, logicalType: time, authoritativeDefinitions: [{id: d, type: x, url: y, description: z}]}
            slaProperties:
            - {id: s, property: generalAvailability, value: "2026-01-01", description: d, schedule: s, scheduler: cron}
            support: [{id: c, channel: c, customProperties: [{id: p, property: p, value: v, description: d}]}]
            """;

    private static final String NEW = """
            apiVersion: v3.2.0
            kind: DataContract
            id: orders
            version: 1.0.0
            context: Ask for orders here.
            schema:
            - name: t
              deprecated: true
              synonyms: [{id: s, synonym: order, locale: en, source: catalogue, status: approved}]
              context: {instructions: i, verifiedStatements: [{question: q, answer: a}], constraints: [{constraint: c}]}
              properties:
              - {name: a, logicalType: string, enum: [{value: x, label: X}, {value: null}], semanticType: dimension}
              - {name: m, logicalType: map, map: {key: {logicalType: string}, value: {logicalType: integer}}}
              - {name: v, logicalType: vector, logicalTypeOptions: {dimensions: 3}}
            """;

    private static final String PRODUCT = """
            apiVersion: v1.1.0
            kind: DataProduct
            id: p
            name: p
            type: consumerAligned
            tenant: shop
            deprecated: false
            context: {instructions: i}
            synonyms: [{synonym: s}]
            productCreatedTs: "2026-01-01T00:00:00Z"
            inputPorts:
            - {name: i, version: v2, contractId: c, deprecated: true, tags: [t], customProperties: [{property: p, value: 1}]}
            outputPorts:
            - name: o
              version: v1.2.3
              contractId: d
              type: tables
              sbom: [{type: external, url: "https://sbom.example", tags: [t], customProperties: [{property: p, value: 1}]}]
              inputContracts: [{id: c, version: 2.0.0}]
            managementPorts: [{name: m, content: discoverability, type: rest, url: "https://m.example", channel: c}]
            support: [{channel: c, url: "https://s.example"}]
            team: {name: t, members: [{username: ana}]}
            """;

    @Test
    void shouldReadEveryPartOfEachVersionWithoutAFinding() {
        for (String document : List.of(OLD, MIDDLE, NEW)) {
            Problems problems = new Problems();

            assertThat(contract(document, problems)).isPresent();
            assertThat(findings(problems)).isEmpty();
        }
        Problems problems = new Problems();
        ProductDocument product = product(PRODUCT, problems).orElseThrow();
        assertThat(findings(problems)).isEmpty();
        assertThat(product.version().value()).isEqualTo("1.0.0");
        assertThat(product.outputs().get(0).version().value()).isEqualTo("1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.0.0", "v3.0.1"})
    void shouldReadThePatchesOfTheFirstVersion(String version) {
        Problems problems = new Problems();

        assertThat(contract(OLD.replace("v3.0.2", version), problems)).isPresent();
        assertThat(findings(problems)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limitations: l, limitation: l, limitations",
        "delimiter: new_line, delimiterr: new_line, delimiter",
        "businessName: T, bussinessName: T, businessName",
        "dimension: accuracy, dimention: accuracy, dimension",
        "replacedByUsername: bo, replacedByUserName2: bo, replacedByUsername",
        "priceCurrency: EUR, pricecurency: EUR, priceCurrency",
        "secondLevelApprovers: b, secondLevelAprovers: b, secondLevelApprovers",
        "invitationUrl:, invitationURl2:, invitationUrl",
        "unique: true, uniqe: true, unique"
    })
    void shouldFindANearMissInEveryPart(String written, String typo, String meant) {
        Problems problems = new Problems();

        contract(OLD.replaceFirst(written, typo), problems);

        assertThat(findings(problems)).singleElement().asString().contains("error", "Did you mean '" + meant + "'?");
    }

    @Test
    void shouldNoteAnUnknownKeyWhereTheVersionAllowsItAndRefuseItWhereNot() {
        Problems open = new Problems();
        contract(OLD, open);
        assertThat(notes(open))
                .anySatisfy(note -> assertThat(note)
                        .contains(
                                "servers[2].clusterName",
                                "'clusterName' is no key of ODCS v3.0.2, which allows others"));

        Problems closed = new Problems();
        contract(MIDDLE.replace("serviceName: n", "clusterName: n"), closed);
        assertThat(findings(closed)).singleElement().asString().contains("Unknown key 'clusterName'");
    }

    @Test
    void shouldNoteAKeyOfALaterVersion() {
        Problems problems = new Problems();

        contract(NEW.replace("v3.2.0", "v3.1.0").replace("version: 1.0.0", "version: 1.0.0\nstatus: a"), problems);

        assertThat(findings(problems)).isEmpty();
        assertThat(notes(problems))
                .anySatisfy(note ->
                        assertThat(note).contains("'enum' came with v3.2.0, but the document says ODCS v3.1.0"));
    }

    @Test
    void shouldTakeAnEmptyTextForAMissingOne() {
        Problems problems = new Problems();

        contract(MIDDLE.replace("id: orders", "id: ''"), problems);

        assertThat(findings(problems)).singleElement().asString().contains("'id' is missing.");
    }

    private static Optional<ContractDocument> contract(String text, Problems problems) {
        return YamlDocument.read(text.getBytes(StandardCharsets.UTF_8), "c.odcs.yaml", problems)
                .flatMap(OdcsReader::read);
    }

    private static Optional<ProductDocument> product(String text, Problems problems) {
        return YamlDocument.read(text.getBytes(StandardCharsets.UTF_8), "p.odps.yaml", problems)
                .flatMap(OdpsReader::read);
    }

    private static List<String> findings(Problems problems) {
        return problems.sorted().stream()
                .filter(problem -> problem.level() != Problem.Level.NOTE)
                .map(Problem::toString)
                .toList();
    }

    private static List<String> notes(Problems problems) {
        return problems.sorted().stream()
                .filter(problem -> problem.level() == Problem.Level.NOTE)
                .map(Problem::toString)
                .toList();
    }
}
