package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.product.FailureBudget;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.InputPort.OwnedTopic;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.source.SnapshotMode;
import io.millrace.contracts.source.SourceConnection;
import io.millrace.contracts.source.SourceDescriptor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshTest {
    private static final String ORDERS = "checkout/orders/product.odps.yaml";
    private static final String ORDER = "checkout/orders/order.odcs.yaml";
    private static final String PAYMENTS = "checkout/payments/product.odps.yaml";
    private static final String PAYMENT = "checkout/payments/payment.odcs.yaml";
    private static final String SETTLED = "checkout/payments/settled.odcs.yaml";
    private static final String STATUS = "{name: status, logicalType: string, required: true}";

    @TempDir
    Path temporary;

    private MeshFolder folder;

    @BeforeEach
    void copy() throws IOException {
        folder = MeshFolder.copyOfBase(temporary.resolve("mesh"));
    }

    @Test
    void shouldFillInTheDefaultsOfAProductOnChangeEvents() {
        Product orders = product("orders");

        assertThat(orders.domain()).isEqualTo("checkout");
        assertThat(orders.applicationId()).isEqualTo("checkout.orders");
        assertThat(orders.deadLetterTopic()).isEqualTo("checkout.orders.dead-letter");
        assertThat(orders.failureBudget()).isEqualTo(FailureBudget.DEFAULT);
        InputPort input = orders.inputPorts().get(0);
        assertThat(input.topic()).isEqualTo("checkout.orders.cdc");
        assertThat(input.format()).isEqualTo(InputFormat.DEBEZIUM_AVRO);
        assertThat(input.identity()).isEqualTo(new Identity.Position());
        assertThat(input.owned()).isEmpty();
        OutputPort latest = orders.outputPorts().get(0);
        assertThat(latest.topic()).isEqualTo("checkout.orders.orders.v1");
        assertThat(latest.view()).isEqualTo(OutputPort.View.LATEST);
        assertThat(latest.partitions()).isEmpty();
        OutputPort history = orders.outputPorts().get(1);
        assertThat(history.topic()).isEqualTo("checkout.orders.orders-history.v1");
        assertThat(history.view()).isEqualTo(OutputPort.View.HISTORY);
        assertThat(history.deletes()).isEqualTo(OutputPort.Deletes.TOMBSTONE);
        RowContract contract = latest.contract();
        assertThat(contract).isEqualTo(history.contract());
        assertThat(contract.reference()).isEqualTo("order@1.0.0");
        assertThat(contract.namespace()).isEqualTo("checkout.orders");
        assertThat(contract.filter().map(filter -> filter.text())).contains("orders.after.status != 'draft'");
        assertThat(contract.keyFields()).extracting(Field::name).containsExactly("order_id");
        assertThat(contract.serviceLevels().minimumRetention()).contains(Duration.ofDays(90));
    }

    @Test
    void shouldPromiseWhatTheDomainDoesWhereAContractDoesNotSay() {
        folder.replace(
                "checkout/domain.yaml",
                "retention: P10D",
                "retention: P10D\nserviceLevels:\n  latency: {bound: PT1M, element: placed_at}\n  frequency: PT1H\n"
                        + "  retention: P30D");
        folder.replace(
                PAYMENT, "id: payment\n", "id: payment\nslaProperties: [{property: frequency, value: 2, unit: h}]\n");

        ServiceLevels orders = product("orders").outputPorts().get(0).contract().serviceLevels();
        ServiceLevels payments =
                product("payments").outputPorts().get(0).contract().serviceLevels();

        assertThat(orders)
                .isEqualTo(new ServiceLevels(
                        Optional.of(new ServiceLevels.Latency(Duration.ofMinutes(1), "placed_at")),
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(Duration.ofDays(90)),
                        Optional.empty()));
        assertThat(payments)
                .isEqualTo(new ServiceLevels(
                        Optional.empty(),
                        Optional.of(Duration.ofHours(2)),
                        Optional.of(Duration.ofDays(30)),
                        Optional.empty()));
        assertThat(product("payments").inputPorts().get(0).owned()).contains(new OwnedTopic(6, Duration.ofDays(10)));
    }

    @Test
    void shouldReadAFieldWithoutTransformLogicFromTheColumnOfItsName() {
        Field total = field("orders", "total");

        assertThat(total.source().toString()).isEqualTo("Path[path=orders.after.total]");
        assertThat(total.type()).isEqualTo(new FieldType.Decimal(12, 2));
        assertThat(total.rules())
                .containsExactly(new FieldRule(
                        "total.minimum", new Condition.Minimum(BigDecimal.ZERO, false), OnViolation.REJECT));
        assertThat(total.mask()).isInstanceOf(Mask.None.class);
        assertThat(total.location().toString()).isEqualTo(ORDER + ":15:5");
    }

    @Test
    void shouldOwnTheTopicOfEventsThatTheMeshDeclares() {
        Product payments = product("payments");

        InputPort input = payments.inputPorts().get(0);
        assertThat(input.topic()).isEqualTo("checkout.payment-settled.events");
        assertThat(input.format()).isEqualTo(InputFormat.JSON);
        assertThat(input.owned()).contains(new OwnedTopic(6, Duration.ofDays(10)));
        assertThat(input.identity().toString())
                .isEqualTo("EventId[path=Optional[payments.event.event_id], window=PT168H]");
        assertThat(payments.outputPorts().get(0).topic()).isEqualTo("checkout.payments.payments.v2");
        assertThat(payments.outputPorts().get(0).contract().serviceLevels().minimumRetention())
                .contains(Duration.ofDays(10));
    }

    @Test
    void shouldNotRememberEventsLongerThanTheTopicKeepsThem() {
        folder.replace(
                SETTLED, "id: settled", "slaProperties: [{property: retention, value: 3, unit: d}]\nid: settled");

        Identity.EventId identity =
                (Identity.EventId) product("payments").inputPorts().get(0).identity();

        assertThat(identity.window()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void shouldTakeIdentityFromTheFormatOfCloudEvents() {
        folder.replace(PAYMENTS, "identity: {by: event-id, path: event.event_id}", "format: cloudevents");

        InputPort input = product("payments").inputPorts().get(0);

        assertThat(input.format()).isEqualTo(InputFormat.CLOUDEVENTS);
        assertThat(input.identity()).isEqualTo(new Identity.EventId(Optional.empty(), Duration.ofDays(7)));
    }

    @Test
    void shouldReadTheOutputPortOfAnotherProduct() {
        folder.write("checkout/reports/product.odps.yaml", """
                apiVersion: v1.1.0
                kind: DataProduct
                id: reports
                name: reports
                version: 1.0.0
                inputPorts:
                - name: payments
                  contractId: payment
                  customProperties: [{property: millrace, value: {identity: {by: none}}}]
                outputPorts: [{name: sums, version: 1.0.0, contractId: sum}]
                """);
        folder.write("checkout/reports/sum.odcs.yaml", """
                apiVersion: v3.2.0
                kind: DataContract
                id: sum
                version: 1.0.0
                schema: [{name: Sum, properties: [{name: amount, logicalType: number, physicalType: double}]}]
                """);

        InputPort input = product("reports").inputPorts().get(0);

        assertThat(input.topic()).isEqualTo("checkout.payments.payments.v2");
        assertThat(input.format()).isEqualTo(InputFormat.AVRO);
        assertThat(input.owned()).isEmpty();
    }

    @Test
    void shouldPrefixTopicsAndApplicationIdsByTheEnvironment() {
        Mesh mesh = Mesh.load(folder.root(), new MeshOptions(Optional.of("pr-123")));

        Product orders = mesh.products().get(0);
        assertThat(orders.applicationId()).isEqualTo("pr-123.checkout.orders");
        assertThat(orders.qualifiedName()).isEqualTo("checkout.orders");
        assertThat(orders.deadLetterTopic()).isEqualTo("pr-123.checkout.orders.dead-letter");
        assertThat(orders.inputPorts().get(0).topic()).isEqualTo("pr-123.checkout.orders.cdc");
        assertThat(orders.outputPorts().get(0).topic()).isEqualTo("pr-123.checkout.orders.orders.v1");
        assertThat(mesh.sources().get(0).offsetTopic()).isEqualTo("pr-123.millrace.shop-db.offsets");
        assertThat(mesh.sources().get(0).tables().get(0).topic()).isEqualTo("pr-123.checkout.orders.cdc");
    }

    @Test
    void shouldResolveASourceWithTheDefaultsOfItsTablesDomains() {
        SourceDescriptor source = load().sources().get(0);

        assertThat(source.connection().host()).isEqualTo("db");
        assertThat(source.connection().port()).isEqualTo(5433);
        assertThat(source.slot()).isEqualTo("millrace_shop_db");
        assertThat(source.tables().get(0).retention()).isEqualTo(Duration.ofDays(10));
        assertThat(source.tables().get(0).partitions()).isEqualTo(6);
        assertThat(source.tables().get(1).topic()).isEqualTo("checkout.order-lines.cdc");
        assertThat(source.tables().get(1).partitions()).isEqualTo(4);
        assertThat(source.tables().get(1).retention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void shouldReadEncryptionKeyAndSnapshotOfASource() {
        folder.replace(
                "sources/shop-db.source.yaml",
                "user: cdc}",
                "user: cdc, sslmode: verify-full, sslrootcert: /etc/ca.pem, sslcert: /etc/me.pem, sslkey: /etc/me.pk8}"
                        + "\nsnapshot: no_data");
        folder.replace(
                "sources/shop-db.source.yaml",
                "order_lines, domain: checkout",
                "order_lines, domain: checkout, key: [order_id, line_no]");

        SourceDescriptor source = load().sources().get(0);

        assertThat(source.connection().tls())
                .isEqualTo(new SourceConnection.Tls(
                        Optional.of("verify-full"),
                        Optional.of("/etc/ca.pem"),
                        Optional.of("/etc/me.pem"),
                        Optional.of("/etc/me.pk8")));
        assertThat(source.snapshot()).isEqualTo(SnapshotMode.NO_DATA);
        assertThat(source.tables().get(1).key()).containsExactly("order_id", "line_no");
        assertThat(source.tables().get(0).key()).isEmpty();
    }

    @Test
    void shouldLoadOneProductOfItsMeshByFolderOrFile() {
        Path product = folder.root().resolve("checkout").resolve("orders");

        Mesh byFolder = Mesh.load(product, MeshOptions.DEFAULT);
        Mesh byFile = Mesh.load(product.resolve("product.odps.yaml"), MeshOptions.DEFAULT);

        assertThat(byFolder.products()).extracting(Product::name).containsExactly("orders");
        assertThat(byFolder.root()).isEqualTo(folder.root().toAbsolutePath());
        assertThat(byFile).isEqualTo(byFolder);
    }

    @Test
    void shouldLoadAProductThatStandsAlone() {
        folder.remove("mesh.yaml")
                .replace(PAYMENTS, "version: 1.0.0", "version: 1.0.0\ndomain: finance\nteam: {name: finance}")
                .write("checkout/payments/policies/masking.yaml", "kinds: {iban: {strategy: redact}}");

        Product alone = Mesh.load(folder.root().resolve("checkout").resolve("payments"), MeshOptions.DEFAULT)
                .products()
                .get(0);

        assertThat(alone.applicationId()).isEqualTo("finance.payments");
        assertThat(alone.inputPorts().get(0).topic()).isEqualTo("finance.payment-settled.events");
        assertThat(alone.outputPorts().get(0).contract().fields().get(1).mask()).isEqualTo(new Mask.Redact("***"));
    }

    @Test
    void shouldReadDescriptorsInJson() {
        folder.remove(PAYMENT);
        folder.write("checkout/payments/payment.odcs.json", """
                {"apiVersion": "v3.2.0", "kind": "DataContract", "id": "payment", "version": "2.1.0",
                 "schema": [{"name": "Payment", "properties": [
                  {"name": "amount", "logicalType": "number", "physicalType": "double"}]}]}
                """);

        assertThat(field("payments", "amount").type()).isEqualTo(FieldType.Simple.DOUBLE);
    }

    @Test
    void shouldRunRecordRulesOfEveryNotation() {
        folder.replace(
                ORDER,
                STATUS,
                "{name: status, logicalType: string, required: true, enum: [{value: paid}, {value: draft}], quality: ["
                        + "{metric: invalidValues, arguments: {pattern: '[a-z]+'}, mustBe: 0, severity: warning},"
                        + " {metric: missingValues, arguments: {missingValues: [null, '', 'n/a']}, mustBe: 0}]}");

        Field status = field("orders", "status");

        assertThat(status.rules())
                .containsExactly(
                        new FieldRule("status.enum", new Condition.OneOf(List.of("paid", "draft")), OnViolation.REJECT),
                        new FieldRule("status.invalidValues", new Condition.Matches("[a-z]+"), OnViolation.FLAG));
        assertThat(product("orders").outputPorts().get(0).contract().rules())
                .extracting(RowRule::name, RowRule::expression)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "status.missingValues", "row.status != null && !(row.status in [\"\", \"n/a\"])"));
    }

    @Test
    void shouldLetADefaultStandInForAMissingRequiredValue() {
        folder.replace(
                ORDER,
                STATUS,
                "{name: status, logicalType: string, required: true,"
                        + " customProperties: [{property: millrace, value: {default: placed}}]}");

        Field status = field("orders", "status");

        assertThat(status.defaultValue()).contains("placed");
        assertThat(status.onMissing()).isEqualTo(OnViolation.DEFAULT);
    }

    @Test
    void shouldTakeAnythingBeyondAPathForAnExpression() {
        folder.replace(
                ORDER,
                STATUS,
                "{name: status, logicalType: string, required: true,"
                        + " transformLogic: \"orders.after.status.startsWith('p') ? 'open' : 'done'\"}");

        assertThat(field("orders", "status").source())
                .isInstanceOfSatisfying(
                        FieldSource.Cel.class,
                        cel -> assertThat(cel.expression())
                                .isEqualTo("orders.after.status.startsWith('p') ? 'open' : 'done'"));
    }

    @Test
    void shouldLetAPersonalFieldLeaveInClearOnlyForAReason() {
        folder.replace(
                ORDER,
                "tags: [\"pii:email\"]}",
                "tags: [\"pii:email\"], customProperties:"
                        + " [{property: millrace, value: {mask: none, reason: our own mailboxes}}]}");

        Field email = field("orders", "email");

        assertThat(email.mask()).isEqualTo(new Mask.None("our own mailboxes"));
        assertThat(email.classification()).contains("email");
    }

    @Test
    void shouldKeepForeignCustomPropertiesOut() {
        folder.replace(
                ORDER,
                STATUS,
                "{name: status, logicalType: string, required: true, customProperties:"
                        + " [{property: catalogueColour, value: {any: [thing]}}, {property: avroType, value: string}]}");

        assertThat(field("orders", "status").type()).isEqualTo(FieldType.Simple.STRING);
    }

    @Test
    void shouldTakeTheNamespaceFromTheDomain() {
        folder.replace("checkout/domain.yaml", "retention: P10D", "namespace: com.shop");

        Product orders = product("orders");
        assertThat(orders.outputPorts().get(0).contract().namespace()).isEqualTo("com.shop.orders");
    }

    @Test
    void shouldNameATopicByThePhysicalNameOfAContractWithOnePort() {
        folder.replace(PAYMENT, "- name: Payment", "- name: Payment\n  physicalName: finance.payments");
        folder.replace(ORDER, "- name: Order", "- name: Order\n  physicalName: finance.orders");

        assertThat(product("payments").outputPorts())
                .extracting(OutputPort::topic)
                .containsExactly("finance.payments");
        assertThat(product("orders").outputPorts())
                .extracting(OutputPort::topic)
                .containsExactly("checkout.orders.orders.v1", "checkout.orders.orders-history.v1");
    }

    @Test
    void shouldReportTheProblemsOfAllFilesTogetherInTheOrderOfFileAndLine() {
        folder.replace(ORDER, STATUS, "{name: status, logicalType: text, required: true}");
        folder.replace(PAYMENTS, "by: event-id", "by: evnt-id");
        folder.replace(ORDERS, "view: latest", "view: lastest");

        assertThatThrownBy(this::load)
                .isInstanceOfSatisfying(
                        InvalidDescriptorsException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.location().file() + ":"
                                        + problem.location().line())
                                .containsExactly(ORDER + ":14", ORDERS + ":13", PAYMENTS + ":9"));
    }

    @Test
    void shouldSayThatAFolderIsMissingOrHoldsNoProduct() throws IOException {
        Path bare = Files.createDirectory(temporary.resolve("bare"));
        Path missing = folder.root().resolve("nowhere");
        Path empty = folder.root().resolve("sources");

        assertThatThrownBy(() -> Mesh.load(missing, MeshOptions.DEFAULT))
                .hasMessageContaining("There is no such folder");
        assertThatThrownBy(() -> Mesh.load(empty, MeshOptions.DEFAULT))
                .hasMessage("sources: error: There is no product.odps.yaml in this folder or below.");
        assertThatThrownBy(() -> Mesh.load(bare, MeshOptions.DEFAULT))
                .hasMessage("bare: error: There is no product.odps.yaml in this folder or below.");
    }

    private Mesh load() {
        return Mesh.load(folder.root(), MeshOptions.DEFAULT);
    }

    private Product product(String name) {
        return load().products().stream()
                .filter(product -> product.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Field field(String product, String name) {
        return product(product).outputPorts().get(0).contract().fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
