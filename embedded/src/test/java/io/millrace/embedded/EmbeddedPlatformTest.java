package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All parts as child processes; one platform for all tests, each of which uses names of its own. */
class EmbeddedPlatformTest {
    private static final List<Progress> STEPS = new ArrayList<>();
    private static EmbeddedPlatform platform;

    @BeforeAll
    static void startAllParts() throws EmbeddedStartException {
        platform = EmbeddedPlatform.builder().onProgress(STEPS::add).start();
    }

    @AfterAll
    static void shouldLeaveNothingBehindWhenClosed() {
        List<ProcessHandle> processes = platform.parts().stream()
                .map(part -> ProcessHandle.of(part.processId()).orElseThrow())
                .toList();
        Path work = platform.workDirectory();

        platform.close();
        platform.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(platform.parts()).noneMatch(part -> Ports.isTaken(part.port()));
        assertThat(work).doesNotExist();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void shouldTellTheStartAndTheEndOfEachPart() {
        assertThat(STEPS).extracting(Progress::message).contains("starting").hasSizeGreaterThanOrEqualTo(6);
        for (EmbeddedPart part : platform.parts()) {
            assertThat(STEPS).anySatisfy(step -> {
                assertThat(step.part()).isEqualTo(part.name());
                assertThat(step.message()).isEqualTo("ready on port " + part.port());
                assertThat(step.elapsed()).isPositive();
            });
        }
    }

    @Test
    void shouldRunEveryPartAsAProcessOfItsOwn() {
        assertThat(platform.parts())
                .hasSize(3)
                .allMatch(EmbeddedPart::isAlive)
                .extracting(EmbeddedPart::processId)
                .doesNotHaveDuplicates()
                .doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void shouldCommitAndAbortTransactionsOfVersionTwo() throws Exception {
        KafkaTrial kafka = new KafkaTrial(platform.bootstrapServers());
        kafka.createTopic("transactions");

        kafka.commitAndAbort("transactions", "kept", "dropped");

        assertThat(kafka.committed("transactions")).containsExactly("kept");
        assertThat(kafka.transactionVersion()).isEqualTo((short) 2);
    }

    @Test
    void shouldKeepRecordsWhenTheBrokerIsKilledAndRestarted() throws Exception {
        KafkaTrial kafka = new KafkaTrial(platform.bootstrapServers());
        kafka.createTopic("killed");
        kafka.commitAndAbort("killed", "before", "dropped");
        long firstProcess = platform.kafka().processId();
        int port = platform.kafka().port();

        platform.kafka().kill();

        assertThat(platform.kafka().isAlive()).isFalse();
        assertThat(Ports.isTaken(port)).isFalse();

        platform.kafka().restart();

        assertThat(platform.kafka().processId()).isNotEqualTo(firstProcess);
        assertThat(platform.kafka().port()).isEqualTo(port);
        assertThat(kafka.committed("killed")).containsExactly("before");
        kafka.commitAndAbort("killed", "after", "dropped");
        assertThat(kafka.committed("killed")).containsExactly("before", "after");
    }

    @Test
    void shouldKeepTheBrokersLogInTheWorkDirectory() throws Exception {
        assertThat(Files.readString(platform.workDirectory().resolve("logs/kafka.log")))
                .contains("Kafka Server started");
    }

    @Test
    void shouldKeepSchemaIdsWhenTheRegistryIsKilledAndRestarted() throws Exception {
        RegistryTrial registry = new RegistryTrial(platform.registryUrl());
        String registered = registry.register("trial-value", "{\\\"type\\\":\\\"long\\\"}");
        assertThat(registered).matches("200 \\{\"id\":\\d+}");

        platform.registry().kill();
        platform.registry().restart();

        assertThat(registry.get("/subjects")).isEqualTo("200 [\"trial-value\"]");
        assertThat(registry.register("trial-value", "{\\\"type\\\":\\\"long\\\"}"))
                .isEqualTo(registered);
    }

    @Test
    void shouldOfferLogicalDecodingAndKeepRowsWhenTheDatabaseIsKilledAndRestarted() throws Exception {
        assertThat(ask("SHOW wal_level")).isEqualTo("logical");
        assertThat(ask("SELECT lsn IS NOT NULL FROM pg_create_logical_replication_slot('trial', 'pgoutput')"))
                .isEqualTo("t");
        assertThat(ask("CREATE TABLE trial (name text); INSERT INTO trial VALUES ('Zoë') RETURNING upper(name)"))
                .isEqualTo("ZOË");

        platform.postgres().kill();
        platform.postgres().restart();

        assertThat(ask("SELECT name FROM trial")).isEqualTo("Zoë");
        assertThat(ask("SELECT slot_name FROM pg_replication_slots")).isEqualTo("trial");
    }

    @Test
    void shouldNotTellThePassword() {
        assertThat(platform.database().toString())
                .doesNotContain(platform.database().password());
        assertThat(platform.database().password()).hasSizeGreaterThan(20);
    }

    /** The first column of the first row of the last statement. */
    private static String ask(String sql) throws Exception {
        try (Connection connection = platform.database().connect();
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
