package io.millrace.cli.demo.verify;

import io.millrace.cli.demo.report.DemoReport.Verification;
import io.millrace.cli.demo.traffic.Fate;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.cli.demo.verify.Sequences.Difference;
import io.millrace.contracts.product.OutputPort.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares what had to happen with what is in the topics, and says so in verifications. */
public final class Judge {
    private final List<JudgedPort> ports;
    private final Expectation expectation;
    private final Evidence evidence;
    private final List<Verification> verifications = new ArrayList<>();
    private long lost;
    private long duplicated;

    public Judge(List<JudgedPort> ports, Expectation expectation, Evidence evidence) {
        this.ports = ports;
        this.expectation = expectation;
        this.evidence = evidence;
    }

    /**
     * Judges everything but clear text.
     *
     * @param tables rows of each captured table, as the database holds them now
     * @param balances by {@link JudgedPort#name()}
     */
    public List<Verification> judge(Map<String, List<TableRow>> tables, Map<String, Balance> balances) {
        Set<String> inputs = new LinkedHashSet<>();
        Set<String> products = new LinkedHashSet<>();
        for (JudgedPort port : ports) {
            if (inputs.add(port.input().topic())) {
                judgeInput(port);
            }
            judgeOutput(port);
            port.table()
                    .filter(table -> port.output().view() == View.LATEST)
                    .ifPresent(table -> judgeLatest(port, tables.getOrDefault(table, List.of())));
            judgeBalance(port, balances.getOrDefault(port.name(), Balance.NONE));
            if (products.add(port.product().qualifiedName())) {
                judgeDeadLetters(port);
            }
        }
        return List.copyOf(verifications);
    }

    /** Records that had to be somewhere and are not. */
    public long lost() {
        return lost;
    }

    /** Records that are somewhere more often than they had to be. */
    public long duplicated() {
        return duplicated;
    }

    private void judgeInput(JudgedPort port) {
        String topic = port.input().topic();
        long wanted = expectation.records(topic);
        long found = evidence.count(topic);
        if (port.table().isEmpty()) {
            add(topic + " holds every event sent", found == wanted, found + " of " + wanted + " events");
            return;
        }
        Difference difference = expectation.captured(topic).against(evidence.captured(topic));
        count(difference);
        add(
                topic + " holds every committed change once, in order per key",
                difference.isNone() && found == wanted,
                wanted + " changes committed, " + found + " captured: " + difference);
    }

    private void judgeOutput(JudgedPort port) {
        String topic = port.output().topic();
        Sequences wanted = expectation.output(topic);
        Difference difference = wanted.against(evidence.output(topic));
        count(difference);
        add(
                port.name() + " holds each accepted record once, masked as promised, in order per key",
                difference.isNone(),
                wanted.size() + " expected, " + evidence.count(topic) + " found: " + difference);
    }

    private void judgeLatest(JudgedPort port, List<TableRow> rows) {
        Map<String, Map<String, String>> wanted = new HashMap<>();
        for (TableRow row : rows) {
            if (Fate.of(port.table().orElse(""), row) == Fate.ACCEPTED) {
                wanted.put(port.projection().key(row), port.projection().expected(row));
            }
        }
        Map<String, Map<String, String>> found = evidence.latest(port.output().topic());
        Set<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(found.keySet());
        Set<String> fields = new TreeSet<>();
        long different = 0;
        for (String key : keys) {
            Map<String, String> left = wanted.get(key);
            Map<String, String> right = found.get(key);
            if (left == null || right == null) {
                different++;
                fields.add(left == null ? "(row not in the database)" : "(row missing)");
            } else if (!left.equals(right)) {
                different++;
                fields.addAll(Projection.differences(left, right));
            }
        }
        add(
                port.name() + ": the latest row per key equals the database",
                different == 0,
                wanted.size() + " rows compared, " + different + " differ" + (fields.isEmpty() ? "" : " in " + fields));
    }

    private void judgeBalance(JudgedPort port, Balance balance) {
        String input = port.input().topic();
        long in = evidence.count(input);
        long out = evidence.count(port.output().topic());
        long duplicates = expectation.count(port, Fate.DUPLICATE);
        long rejected = expectation.count(port, Fate.REJECTED);
        long filtered = expectation.count(port, Fate.FILTERED);
        boolean holds = balance.total() == in
                && balance.accepted() + balance.retracted() == out
                && balance.duplicates() == duplicates
                && balance.filtered() == filtered
                && balance.rejected() == rejected;
        String difference = "; in the topics " + in + " in, " + out + " out; expected " + duplicates + " duplicates, "
                + rejected + " dead letters, " + filtered + " filtered";
        add(
                port.name() + ": input = output + duplicates + dead letters + filtered",
                holds,
                balance + (holds ? "" : difference));
    }

    private void judgeDeadLetters(JudgedPort port) {
        String input = port.input().topic();
        DeadLetterEvidence letters = evidence.deadLetters(port.product().deadLetterTopic());
        long wanted = expectation.count(port, Fate.REJECTED);
        Map<String, Long> reasons = expectation.rejectReasons(input);
        boolean reasonsMatch = reasons.isEmpty() || reasons.equals(letters.byReason());
        duplicated += letters.doubled();
        lost += Math.max(0, wanted - letters.rejectedRecords());
        add(
                port.product().qualifiedName() + ": one dead letter for each rejected record, with its reason",
                letters.rejectedRecords() == wanted && letters.doubled() == 0 && reasonsMatch,
                wanted + " expected, " + letters.rejectedRecords() + " found " + letters.byReason()
                        + (reasonsMatch ? "" : ", expected " + reasons));
    }

    private void count(Difference difference) {
        lost += difference.lost();
        duplicated += difference.doubled();
    }

    private void add(String name, boolean holds, String detail) {
        verifications.add(Verification.of(name, holds, detail));
    }
}
