package io.millrace.runtime.topology;

import static io.millrace.runtime.topology.LeakingTopologies.CANARY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.millrace.contracts.product.Product;
import io.millrace.product.ProductTopology;
import io.millrace.runtime.record.RejectReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a Java topology hands over is governed like any input, and what it tries past its ports is refused. */
class JavaTopologyTest {
    @TempDir
    private Path folder;

    private CodedProduct after(Class<? extends ProductTopology> code) {
        CodedProduct product = CodedProduct.running(folder, code);
        product.signUp("p-1", CANARY, "Oslo", 7);
        assertThat(product.served()).as("rows that reached the topology").isEqualTo(1);
        return product;
    }

    @Test
    void shouldHandTokensOnAndMaskWhatItsContractMasks() {
        try (CodedProduct product = after(LeakingTopologies.Honest.class)) {
            TestRecord<byte[], byte[]> record = only(product.scores());
            GenericRecord row = product.row(record.value());

            assertThat(row.get("person").toString()).matches("k[0-9a-f]{6}\\.[\\w-]{22}");
            assertThat(row.get("email").toString()).matches("k[0-9a-f]{6}\\.[\\w-]{22}");
            assertThat(row.get("nickname").toString()).isEqualTo("**a");
            assertThat(row.get("points")).isEqualTo(7);
            assertThat(new String(record.key(), UTF_8))
                    .isEqualTo(row.get("person").toString());
            assertThat(product.balance().accepted()).isEqualTo(1);
        }
    }

    @Test
    void shouldLetAFieldThatTheContractDoesNotNameNotLeave() {
        try (CodedProduct product = after(LeakingTopologies.OtherName.class)) {
            assertThat(product.row(only(product.scores()).value()).getSchema().getField("contact"))
                    .isNull();
            assertThat(product.everythingWritten()).doesNotContain(CANARY);
        }
    }

    @Test
    void shouldRefuseAClearValueWhereATokenIsToArrive() {
        try (CodedProduct product = after(LeakingTopologies.ClearInPlaceOfToken.class)) {
            assertThat(product.scores()).isEmpty();
            assertThat(product.deadLetters()).hasSize(1);
            assertThat(product.balance().rejected()).isEqualTo(Map.of(RejectReason.NOT_MASKED, 1L));
            assertThat(product.everythingWritten()).doesNotContain(CANARY);
        }
    }

    @Test
    void shouldMaskAClearValueThatTheCodeHandsOver() {
        try (CodedProduct product = after(LeakingTopologies.ClearWhereThePortMasks.class)) {
            assertThat(product.row(only(product.scores()).value())
                            .get("nickname")
                            .toString())
                    .isEqualTo("*".repeat(CANARY.length() - 1) + "e");
            assertThat(product.everythingWritten()).doesNotContain(CANARY);
        }
    }

    @Test
    void shouldDropHeadersThatTheCodeAdds() {
        try (CodedProduct product = after(LeakingTopologies.Headers.class)) {
            Map<String, String> headers = CodedProduct.headers(only(product.scores()));

            assertThat(headers)
                    .containsOnlyKeys("mr-contract", "mr-source", "mr-ingested-at", "mr-processed-at", "mr-op")
                    .containsEntry("mr-source", "club.people.people.v1-0-0")
                    .containsEntry("mr-ingested-at", Long.toString(CodedProduct.NOW.toEpochMilli()));
            assertThat(product.everythingWritten()).doesNotContain(CANARY);
        }
    }

    @Test
    void shouldShowNoClearValueToALogOfEveryRecord() {
        var appender = new ListAppender<ILoggingEvent>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        appender.start();
        try (CodedProduct product = after(LeakingTopologies.Logging.class)) {
            String row =
                    product.row(only(product.scores()).value()).get("email").toString();
            List<String> lines = appender.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();

            assertThat(lines).anyMatch(line -> line.contains(row));
            assertThat(lines).noneMatch(line -> line.contains(CANARY) || line.contains("Clear p-1"));
        } finally {
            root.detachAppender(appender);
        }
    }

    @Test
    void shouldNameTheNodeThatThrewAndNeverTheRecord() {
        try (CodedProduct product = CodedProduct.running(folder, LeakingTopologies.Throwing.class)) {
            Throwable thrown = catchThrowable(() -> product.signUp("p-1", CANARY, "Oslo", 7));

            assertThat(thrown).isNotNull();
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain(CANARY);
            }
            assertThat(thrown)
                    .rootCause()
                    .hasMessageContaining(
                            "the Java topology failed at 'rate-people': java.lang.IllegalStateException at" + " "
                                    + LeakingTopologies.Throwing.class.getName());
        }
    }

    @Test
    void shouldMakeADeadLetterOfARowThatBreaksTheContract() {
        try (CodedProduct product = after(LeakingTopologies.BreaksTheContract.class)) {
            assertThat(product.scores()).isEmpty();
            assertThat(product.deadLetters()).hasSize(1);
            assertThat(product.balance().rejected()).isEqualTo(Map.of(RejectReason.RULE_VIOLATED, 1L));
        }
    }

    @Test
    void shouldMakeADeadLetterOfARowThatLacksAField() {
        try (CodedProduct product = after(LeakingTopologies.LacksAField.class)) {
            assertThat(product.scores()).isEmpty();
            assertThat(product.balance().rejected()).isEqualTo(Map.of(RejectReason.INCOMPATIBLE_SCHEMA, 1L));
        }
    }

    @Test
    void shouldMakeATombstoneOfARecordWithoutAValue() {
        try (CodedProduct product = after(LeakingTopologies.Gone.class)) {
            TestRecord<byte[], byte[]> record = only(product.scores());

            assertThat(record.value()).isNull();
            assertThat(new String(record.key(), UTF_8)).matches("k[0-9a-f]{6}\\.[\\w-]{22}");
            assertThat(CodedProduct.headers(record)).containsEntry("mr-op", "d");
        }
    }

    @Test
    void shouldRefuseATombstoneWithAClearKey() {
        try (CodedProduct product = after(LeakingTopologies.ClearKey.class)) {
            assertThat(product.scores()).isEmpty();
            assertThat(product.deadLetters()).hasSize(1);
            assertThat(product.balance().rejected()).isEqualTo(Map.of(RejectReason.NOT_MASKED, 1L));
            assertThat(product.everythingWritten()).doesNotContain(CANARY);
        }
    }

    @Test
    void shouldRefuseATopicThatIsNoPort() {
        refused(LeakingTopologies.UndeclaredTopic.class, "writes to topic club.leak past the output ports");
        refused(LeakingTopologies.PastThePort.class, "writes to topic club.scores.scores.v1 past the output ports");
        refused(LeakingTopologies.ChosenTopic.class, "chooses its topic while it runs");
        refused(LeakingTopologies.ReadsRaw.class, "topic club.signed-up.events is read past the input ports");
    }

    @Test
    void shouldNotGiveTheTopologyAwayForMoreToBeAddedToIt() {
        refused(LeakingTopologies.BuildsItself.class, "the topology is built by Millrace");
        refused(LeakingTopologies.BuildsItselfWithSettings.class, "the topology is built by Millrace");
    }

    @Test
    void shouldRefuseStateWithoutAName() {
        refused(LeakingTopologies.UnnamedStore.class, "store");
    }

    @Test
    void shouldRefuseAPortWithoutAStream() {
        refused(LeakingTopologies.NothingHandedOver.class, "it hands nothing over at output port 'scores'");
    }

    @Test
    void shouldRefuseACodeThatCannotBeMade() {
        refused(LeakingTopologies.CannotBeMade.class, "the constructor of");
        assertThatThrownBy(() -> outlineOf("com.acme.Absent"))
                .isInstanceOf(UnresolvedException.class)
                .hasMessageContaining("class com.acme.Absent is not there");
        assertThatThrownBy(() -> outlineOf("java.lang.String"))
                .isInstanceOf(UnresolvedException.class)
                .hasMessageContaining("does not implement io.millrace.product.ProductTopology");
    }

    @Test
    void shouldTellTheInternalTopicsOfTheCode() {
        Product scores = CodedProduct.named(CodedProduct.mesh(folder, LeakingTopologies.ByCity.class), "scores");

        assertThat(TopologyOutline.of(scores).internalTopics())
                .containsExactlyInAnyOrder(
                        "club.scores-by-person-repartition",
                        "club.scores-last-changelog",
                        "club.scores-scores-ledger-changelog",
                        "club.scores-versions");
    }

    @Test
    void shouldPlanNoTopicForAStoreThatIsNotLogged() {
        Product scores = CodedProduct.named(CodedProduct.mesh(folder, LeakingTopologies.Unlogged.class), "scores");

        assertThat(TopologyOutline.of(scores).internalTopics())
                .containsExactlyInAnyOrder("club.scores-scores-ledger-changelog", "club.scores-versions");
    }

    @Test
    void shouldTellHowTheWorkOfTheCodeIsDivided() {
        Product scores = CodedProduct.named(CodedProduct.mesh(folder, LeakingTopologies.ByCity.class), "scores");

        assertThat(TopologyOutline.of(scores).division())
                .containsExactly(
                        "sub-topology 0 reads club.people.people.v1",
                        "sub-topology 0 writes by-person-repartition",
                        "sub-topology 1 keeps last",
                        "sub-topology 1 keeps scores-ledger",
                        "sub-topology 1 reads by-person-repartition",
                        "sub-topology 1 writes club.scores.dead-letter",
                        "sub-topology 1 writes club.scores.scores.v1");
    }

    @Test
    void shouldRunStateAndRepartitions() {
        try (CodedProduct product = after(LeakingTopologies.ByCity.class)) {
            assertThat(only(product.scores()).value()).isNotNull();
        }
    }

    private void refused(Class<? extends ProductTopology> code, String why) {
        assertThatThrownBy(() -> CodedProduct.running(folder, code))
                .isInstanceOf(UnresolvedException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(CANARY);
    }

    private void outlineOf(String className) {
        Product scores = CodedProduct.named(CodedProduct.mesh(folder, LeakingTopologies.Honest.class), "scores");
        TopologyOutline.of(renamed(scores, className));
    }

    private static Product renamed(Product product, String className) {
        return new Product(
                product.id(),
                product.name(),
                product.domain(),
                product.version(),
                product.applicationId(),
                product.deadLetterTopic(),
                product.inputPorts(),
                product.outputPorts(),
                product.failureBudget(),
                product.delivery(),
                product.location(),
                product.topology()
                        .map(code -> new io.millrace.contracts.product.JavaTopology(className, code.inputs())));
    }

    private static TestRecord<byte[], byte[]> only(List<TestRecord<byte[], byte[]>> records) {
        assertThat(records).hasSize(1);
        return records.get(0);
    }
}
