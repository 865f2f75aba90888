package io.millrace.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a product did, in the notation of a case, ready to be read and pasted. */
final class ActualYaml {
    private final TokenNames tokens;
    private final StringBuilder out = new StringBuilder();

    private ActualYaml(TokenNames tokens) {
        this.tokens = tokens;
    }

    static String of(Actual actual, TokenNames tokens) {
        return new ActualYaml(tokens).write(actual);
    }

    private String write(Actual actual) {
        out.append("outputs:\n");
        actual.outputs().forEach((port, records) -> {
            out.append("  ").append(port).append(":").append(records.isEmpty() ? " []\n" : "\n");
            records.forEach(this::record);
        });
        out.append("deadLetters:").append(actual.deadLetters().isEmpty() ? " []\n" : "\n");
        actual.deadLetters().forEach(this::deadLetter);
        out.append("balance:\n");
        actual.balance()
                .forEach((port, counts) -> out.append("  ")
                        .append(port)
                        .append(": {")
                        .append(nonZero(counts))
                        .append("}\n"));
        return out.toString();
    }

    private void record(Actual.Sent record) {
        out.append("  - key: ").append(scalar(record.key())).append('\n');
        if (record.value().isEmpty()) {
            out.append("    tombstone: true\n");
        } else {
            out.append("    value: {")
                    .append(flow(record.value().orElseThrow()))
                    .append("}\n");
        }
        out.append("    headers: {").append(flow(record.headers())).append("}\n");
    }

    private void deadLetter(Actual.DeadLetter letter) {
        out.append("- {reason: ").append(letter.reason());
        if (!letter.element().isEmpty()) {
            out.append(", element: ").append(scalar(letter.element()));
        }
        out.append(", record: ").append(letter.record());
        if (!letter.port().isEmpty()) {
            out.append(", port: ").append(letter.port());
        }
        out.append("}\n");
    }

    private String flow(Map<String, ? extends @Nullable String> texts) {
        return texts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + scalar(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String nonZero(Map<String, Long> counts) {
        List<String> shown = counts.entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .map(count -> count.getKey() + ": " + count.getValue())
                .toList();
        return String.join(", ", shown);
    }

    private String scalar(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        String named = tokens.named(text);
        return named.matches("[A-Za-z0-9<][A-Za-z0-9 ._@/<>+-]*") && !named.equals("null")
                ? named
                : "'" + named.replace("'", "''") + "'";
    }
}
