package io.millrace.cli;

import io.millrace.runtime.deadletter.DeadLetter;
import java.time.Instant;
import java.util.List;

/** A dead letter for people: where, why, and that the original is sealed. */
public final class DeadLetterText {
    private DeadLetterText() {}

    /** One line per fact, the first names the coordinate. */
    public static List<String> lines(DeadLetter letter) {
        return List.of(
                letter.source().toString(),
                "  reason          " + letter.reason()
                        + (letter.element().isEmpty() ? "" : " (" + letter.element() + ")"),
                "  product         " + letter.product() + ", input port " + letter.port(),
                "  output port     " + letter.outputPort().orElse("all"),
                "  contract        " + letter.contract().orElse("-"),
                "  written         " + Instant.ofEpochMilli(letter.sourceTimestamp()) + " (broker time)",
                "  rejected        " + letter.rejectedAt(),
                "  original        "
                        + letter.sealed()
                                .map(original -> "sealed with key "
                                        + letter.keyId().orElse("?") + ", " + original.length + " bytes")
                                .orElse("not kept: too large"));
    }
}
