package io.millrace.testkit;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import io.millrace.testkit.CaseFile.Content;
import io.millrace.testkit.ChangeEvents.RowText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the inputs of a case. */
final class InputReader {
    private static final HexFormat HEX = HexFormat.of();

    private final Problems problems;

    InputReader(Problems problems) {
        this.problems = problems;
    }

    /** @param before number of inputs before this one */
    Optional<CaseFile.Input> read(Fields input, int before) {
        Map<String, String> headers = new LinkedHashMap<>();
        Leaves.texts(input, "headers")
                .ifPresent(texts -> texts.forEach((name, text) -> {
                    headers.put(name, text == null ? "" : text);
                }));
        Optional<String> port = input.text("port").map(Sited::value);
        Optional<String> key = Leaves.text(input, "key");
        boolean noKey = input.flag("noKey").map(Sited::value).orElse(false);
        Optional<Instant> at = input.text("at").flatMap(this::instant);
        return content(input, before)
                .map(content ->
                        new CaseFile.Input(input.at().location().line(), port, key, noKey, at, headers, content));
    }

    private Optional<Content> content(Fields input, int before) {
        List<Content> found = new ArrayList<>();
        input.text("op").ifPresent(op -> found.add(change(input, op.value())));
        input.node("event").ifPresent(node -> {
            if (node instanceof Node.Mapping event) {
                found.add(new Content.Event(event));
            } else {
                problems.error(node.at(), "must be a map, but is " + node.kind() + ". For other content use 'text'.");
            }
        });
        input.text("text")
                .ifPresent(text ->
                        found.add(new Content.Raw(HEX.formatHex(text.value().getBytes(StandardCharsets.UTF_8)))));
        Leaves.text(input, "hex").ifPresent(hex -> found.add(new Content.Raw(hex(input, hex))));
        input.flag("tombstone").filter(Sited::value).ifPresent(yes -> found.add(new Content.Tombstone()));
        input.integer("again").ifPresent(again -> {
            if (again.value() < 1 || again.value() > before) {
                problems.error(again.at(), "must be the number of an earlier input, 1 to " + before + ".");
            }
            found.add(new Content.Again(again.value()));
        });
        if (found.size() != 1) {
            problems.error(
                    input.at(),
                    "An input has exactly one of 'op' (with before, after), 'event', 'text', 'hex', 'tombstone',"
                            + " 'again', but this one has " + found.size() + ".");
            return Optional.empty();
        }
        return Optional.of(found.get(0));
    }

    private Content change(Fields input, String op) {
        if (!op.matches("[cudrt]")) {
            problems.error(input.at(), "'op' must be c, u, d, r or t, but is '" + op + "'.");
        }
        return new Content.Change(
                op,
                Leaves.texts(input, "before").map(RowText::new),
                Leaves.texts(input, "after").map(RowText::new),
                position(input));
    }

    private Optional<CaseFile.Position> position(Fields input) {
        List<Node> items = input.items("position");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.size() != 2) {
            problems.error(items.get(0).at(), "A position has two parts, [commit LSN or null, LSN].");
            return Optional.empty();
        }
        boolean noCommit = items.get(0) instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL;
        Long commit = noCommit ? null : Leaves.number(items.get(0), problems).orElse(0L);
        return Leaves.number(items.get(1), problems).map(lsn -> new CaseFile.Position(commit, lsn));
    }

    private Optional<Instant> instant(Sited<String> text) {
        try {
            return Optional.of(Instant.parse(text.value()));
        } catch (DateTimeException e) {
            problems.error(text.at(), "must be a time such as 2026-01-31T12:00:00Z.");
            return Optional.empty();
        }
    }

    private static String hex(Fields input, String text) {
        String digits = text.replace(" ", "");
        if (!digits.matches("([0-9a-fA-F]{2})*")) {
            input.problems().error(input.at(), "'hex' must be pairs of hexadecimal digits.");
            return "";
        }
        return digits;
    }
}
