package io.millrace.testkit;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import io.millrace.runtime.record.RejectReason;
import io.millrace.testkit.CaseFile.ExpectedDeadLetter;
import io.millrace.testkit.CaseFile.ExpectedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a case expects. */
final class ExpectationReader {
    private static final Set<String> REASONS =
            Arrays.stream(RejectReason.values()).map(RejectReason::code).collect(Collectors.toSet());

    private final Problems problems;

    ExpectationReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, List<ExpectedRecord>> outputs(Fields root) {
        Map<String, List<ExpectedRecord>> outputs = new LinkedHashMap<>();
        root.object("outputs").ifPresent(ports -> {
            for (String port : ports.keys()) {
                List<ExpectedRecord> records = new ArrayList<>();
                for (Fields record : ports.objects(port)) {
                    records.add(record(record));
                    record.close();
                }
                outputs.put(port, records);
            }
        });
        return outputs;
    }

    private ExpectedRecord record(Fields record) {
        Optional<Map<String, @Nullable String>> value = Leaves.nested(record, "value");
        Optional<Map<String, @Nullable String>> including = Leaves.nested(record, "including");
        boolean tombstone = record.flag("tombstone").map(Sited::value).orElse(false);
        if ((value.isPresent() ? 1 : 0) + (including.isPresent() ? 1 : 0) + (tombstone ? 1 : 0) != 1) {
            problems.error(
                    record.at(),
                    "An expected record has exactly one of 'value' (all fields), 'including' (some fields) and"
                            + " 'tombstone: true'.");
        }
        return new ExpectedRecord(
                record.at().location().line(),
                Leaves.text(record, "key").orElse("<any>"),
                value.or(() -> including),
                value.isPresent(),
                Leaves.texts(record, "headers").orElse(Map.of()));
    }

    List<ExpectedDeadLetter> deadLetters(Fields root) {
        List<ExpectedDeadLetter> letters = new ArrayList<>();
        for (Fields letter : root.objects("deadLetters")) {
            Optional<Sited<String>> reason = letter.requiredText("reason");
            reason.filter(given -> !REASONS.contains(given.value()))
                    .ifPresent(given -> problems.error(
                            given.at(),
                            "'" + given.value() + "' is no reason. " + NearestMatch.hint(given.value(), REASONS)));
            letters.add(new ExpectedDeadLetter(
                    letter.at().location().line(),
                    reason.map(Sited::value).orElse(""),
                    Leaves.text(letter, "element"),
                    letter.positive("record").map(Sited::value),
                    letter.text("port").map(Sited::value)));
            letter.close();
        }
        return letters;
    }

    Map<String, Map<String, Long>> balance(Fields root) {
        Map<String, Map<String, Long>> balance = new LinkedHashMap<>();
        root.object("balance").ifPresent(ports -> {
            for (String port : ports.keys()) {
                ports.object(port).ifPresent(counts -> balance.put(port, counts(counts)));
            }
        });
        return balance;
    }

    private Map<String, Long> counts(Fields counts) {
        Map<String, Long> expected = new LinkedHashMap<>();
        for (String verdict : Verdicts.NAMES) {
            counts.node(verdict)
                    .flatMap(node -> Leaves.number(node, problems))
                    .ifPresent(count -> expected.put(verdict, count));
        }
        counts.close();
        return expected;
    }
}
