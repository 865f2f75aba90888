package io.millrace.cli.demo;

import io.millrace.cli.demo.report.DemoReport.Verification;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.cli.demo.verify.AvroReader;
import io.millrace.cli.demo.verify.Balance;
import io.millrace.cli.demo.verify.ClearTextScanner;
import io.millrace.cli.demo.verify.ClearTextSearch;
import io.millrace.cli.demo.verify.Evidence;
import io.millrace.cli.demo.verify.Judge;
import io.millrace.cli.demo.verify.JudgedPort;
import io.millrace.cli.demo.verify.TopicReader;
import io.millrace.cli.demo.view.PortFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** The verification at the end: lets the pipeline finish, stops it in an orderly way, and looks at what it left. */
final class Trial {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    /** A record that is still to come, such as a duplicate, would be there after this. */
    private static final Duration QUIET = Duration.ofMillis(1500);

    private final Stage stage;
    private final Workplace place;
    private final StatusPoll status;
    private final Consumer<String> say;

    Trial(Stage stage, Workplace place, StatusPoll status, Consumer<String> say) {
        this.stage = stage;
        this.place = place;
        this.status = status;
        this.say = say;
    }

    Verdict hold() throws InterruptedException, SQLException, IOException {
        Evidence evidence = new Evidence(stage.ports(), new AvroReader(stage.registry()));
        boolean settled;
        boolean orderly;
        try (TopicReader reader =
                new TopicReader(stage.platform().bootstrapServers(), "read_committed", judgedTopics())) {
            say.accept("waiting until everything is through");
            settled = settle(reader, evidence);
            say.accept("stopping ingest and runtime");
            orderly = stage.processes().stop();
            reader.readToEnd(evidence::take);
        }
        say.accept("comparing topics with the database and with what the traffic did");
        Judge judge = new Judge(stage.ports(), stage.expectation(), evidence);
        List<Verification> verifications = new ArrayList<>();
        verifications.add(Verification.of(
                "everything sent was judged, and both processes stopped in an orderly way",
                settled && orderly,
                (settled ? "nothing is left" : "still waiting after " + LONGEST_WAIT.toSeconds() + " s") + ", "
                        + (orderly ? "orderly stop" : "a process had to be killed or failed at its stop")));
        verifications.addAll(judge.judge(tables(), balances()));

        say.accept("searching topics, logs and state for clear personal values");
        ClearTextScanner scanner = new ClearTextScanner(stage.values().all());
        ClearTextSearch topics = new ClearTextSearch(scanner);
        try (TopicReader reader =
                new TopicReader(stage.platform().bootstrapServers(), "read_uncommitted", maskedTopics())) {
            reader.readToEnd(topics::record);
        }
        ClearTextSearch files = new ClearTextSearch(scanner);
        for (Path folder : List.of(place.logs(), place.state())) {
            files.folder(folder);
        }
        ClearTextSearch control = new ClearTextSearch(scanner);
        try (TopicReader reader =
                new TopicReader(stage.platform().bootstrapServers(), "read_uncommitted", rawTopics())) {
            reader.readToEnd(control::record);
        }
        verifications.add(topics.verdict("no clear personal value in any topic but the raw ones"));
        verifications.add(files.verdict("no clear personal value in logs and state directories"));
        verifications.add(Verification.of(
                "the search itself works: it finds the values in the raw topics",
                control.hits() > 0,
                control.hits() + " hits in raw topics, where they belong"));
        return new Verdict(
                List.copyOf(verifications), evidence, judge.lost(), judge.duplicated(), topics.hits() + files.hits());
    }

    /** Whether every record was judged in time, and nothing came after. */
    private boolean settle(TopicReader reader, Evidence evidence) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        long quietSince = 0;
        while (System.nanoTime() < deadline) {
            stage.processes().requireAlive();
            reader.poll(Duration.ofMillis(200), evidence::take);
            status.refresh();
            if (!isThrough(evidence)) {
                quietSince = 0;
            } else if (quietSince == 0) {
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                return true;
            }
        }
        return false;
    }

    private boolean isThrough(Evidence evidence) {
        Map<String, Balance> balances = balances();
        return stage.ports().stream()
                .allMatch(port -> evidence.count(port.input().topic())
                                >= stage.expectation().records(port.input().topic())
                        && balances.getOrDefault(port.name(), Balance.NONE).total()
                                >= evidence.count(port.input().topic()));
    }

    private Map<String, Balance> balances() {
        return status.ports().stream().collect(Collectors.toMap(PortFigures::name, PortFigures::balance));
    }

    private Map<String, List<TableRow>> tables() throws SQLException {
        Map<String, List<TableRow>> tables = new HashMap<>();
        for (JudgedPort port : stage.ports()) {
            if (port.table().isPresent() && !tables.containsKey(port.table().get())) {
                tables.put(
                        port.table().get(), stage.database().select(port.table().get()));
            }
        }
        return tables;
    }

    private Set<String> rawTopics() {
        return stage.ports().stream().map(port -> port.input().topic()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> judgedTopics() {
        return stage.ports().stream()
                .flatMap(port -> Stream.of(
                        port.input().topic(),
                        port.output().topic(),
                        port.product().deadLetterTopic()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every topic of the cluster, internal ones too, but the raw ones. */
    private Set<String> maskedTopics() throws InterruptedException, IOException {
        try {
            Set<String> topics = new TreeSet<>(stage.admin()
                    .listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get());
            topics.removeAll(rawTopics());
            return topics;
        } catch (ExecutionException e) {
            throw new IOException("Kafka did not list its topics", e.getCause());
        }
    }
}
