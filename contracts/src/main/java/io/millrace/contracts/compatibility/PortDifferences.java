package io.millrace.contracts.compatibility;

import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import java.util.Locale;
import java.util.OptionalInt;

/** Changes of how a port serves or reads, its contract aside. */
final class PortDifferences {
    private PortDifferences() {}

    static void find(OutputPort old, OutputPort now, Findings findings) {
        if (!old.topic().equals(now.topic())) {
            findings.breaking(
                    "topic", "from " + old.topic() + " to " + now.topic(), "consumers have to read another topic");
        }
        if (old.view() != now.view()) {
            findings.breaking(
                    "view",
                    "from " + words(old.view()) + " to " + words(now.view()),
                    "the topic holds other records: every change, or the latest row per key");
        }
        if (old.deletes() != now.deletes()) {
            findings.breaking(
                    "deletes",
                    "from " + words(old.deletes()) + " to " + words(now.deletes()),
                    "a deleted row shows otherwise");
        }
        if (!old.partitions().equals(now.partitions())) {
            findings.breaking(
                    "partitions",
                    "from " + words(old.partitions()) + " to " + words(now.partitions()),
                    "keys move to other partitions, which ends the order per key");
        }
        if (old.compatibility() != now.compatibility()) {
            boolean kept = now.compatibility().promisesAtLeast(old.compatibility());
            findings.add(
                    "compatibility",
                    "from " + old.compatibility() + " to " + now.compatibility(),
                    kept
                            ? "later versions must fit at least as well"
                            : "later versions may break consumers that relied on the level before",
                    kept ? Impact.COMPATIBLE : Impact.BREAKING);
        }
    }

    static void find(InputPort old, InputPort now, Findings findings) {
        String element = "input port " + now.name();
        if (!old.contractId().equals(now.contractId()) || !old.topic().equals(now.topic())) {
            findings.compatible(
                    element,
                    "reads " + now.contractId() + " (" + now.topic() + "), was " + old.contractId() + " (" + old.topic()
                            + ")",
                    "the outputs keep their form; offsets and remembered ids start anew");
        }
        if (old.format() != now.format()) {
            findings.compatible(
                    element,
                    "format from " + old.format().text() + " to " + now.format().text(),
                    "outputs keep their form");
        }
        if (!old.identity().equals(now.identity())) {
            boolean longer = old.identity() instanceof Identity.EventId before
                    && now.identity() instanceof Identity.EventId after
                    && before.path().equals(after.path())
                    && before.window().compareTo(after.window()) < 0;
            findings.add(
                    element,
                    "identity from " + old.identity() + " to " + now.identity(),
                    longer
                            ? "duplicates are found for longer"
                            : "records that were duplicates may leave twice, or others be dropped",
                    longer ? Impact.COMPATIBLE : Impact.BREAKING);
        }
        if (!old.eventTime().equals(now.eventTime())) {
            findings.compatible(element, "bounds on the event's time changed", "other records are rejected or flagged");
        }
        if (!old.owned().equals(now.owned())) {
            findings.compatible(element, "settings of topic " + now.topic() + " changed", "outputs keep their form");
        }
    }

    private static String words(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String words(OptionalInt partitions) {
        return partitions.isPresent() ? String.valueOf(partitions.getAsInt()) : "as many as the input";
    }
}
