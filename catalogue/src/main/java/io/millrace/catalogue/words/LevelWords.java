package io.millrace.catalogue.words;

import io.millrace.contracts.product.ServiceLevels;
import java.util.ArrayList;
import java.util.List;

/** Service levels in words. */
public final class LevelWords {
    private LevelWords() {}

    /** A promise: its name, and what it says. */
    public record Promise(String name, String words) {}

    /** The promises of a contract, in a fixed order. */
    public static List<Promise> of(ServiceLevels levels) {
        List<Promise> promises = new ArrayList<>();
        levels.latency()
                .ifPresent(latency -> promises.add(new Promise(
                        "Latency",
                        "A record is out within " + DurationWords.of(latency.bound()) + " of its " + latency.field()
                                + ". Measured for each record.")));
        levels.frequency()
                .ifPresent(silence -> promises.add(new Promise(
                        "Frequency", "The port is never silent for longer than " + DurationWords.of(silence) + ".")));
        levels.minimumRetention()
                .ifPresent(kept -> promises.add(
                        new Promise("Retention", "Records are kept for at least " + DurationWords.of(kept) + ".")));
        levels.maximumRetention()
                .ifPresent(kept -> promises.add(new Promise(
                        "Deletion",
                        "By regulation, no record is kept for longer than " + DurationWords.of(kept) + ".")));
        return promises;
    }
}
