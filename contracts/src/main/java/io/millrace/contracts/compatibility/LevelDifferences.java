package io.millrace.contracts.compatibility;

import io.millrace.contracts.product.RowContract.Reader;
import io.millrace.contracts.product.ServiceLevels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Changes of what a contract promises about time, and to whom. */
final class LevelDifferences {
    private final Findings findings;

    LevelDifferences(Findings findings) {
        this.findings = findings;
    }

    void compare(ServiceLevels old, ServiceLevels now) {
        shorterIsBetter(
                "latency",
                old.latency().map(ServiceLevels.Latency::bound),
                now.latency().map(ServiceLevels.Latency::bound));
        Optional<String> oldField = old.latency().map(ServiceLevels.Latency::field);
        Optional<String> newField = now.latency().map(ServiceLevels.Latency::field);
        if (oldField.isPresent() && newField.isPresent() && !oldField.equals(newField)) {
            findings.breaking(
                    element("latency"),
                    "counted from field " + newField.get() + " instead of " + oldField.get(),
                    "it is another promise");
        }
        shorterIsBetter("frequency", old.frequency(), now.frequency());
        longerIsBetter("retention", old.minimumRetention(), now.minimumRetention());
        limit(old.maximumRetention(), now.maximumRetention());
    }

    void compare(List<Reader> old, List<Reader> now) {
        for (Reader reader : old) {
            if (!now.contains(reader)) {
                findings.breaking(
                        "role " + reader.role(),
                        reader.principal() + " is named no more",
                        "its READ grant is no longer part of the plan");
            }
        }
        for (Reader reader : now) {
            if (!old.contains(reader)) {
                findings.compatible(
                        "role " + reader.role(), reader.principal() + " may read", "a consumer more; others go on");
            }
        }
    }

    private void shorterIsBetter(String level, Optional<Duration> old, Optional<Duration> now) {
        promise(level, old, now, old.isPresent() && now.isPresent() && now.get().compareTo(old.get()) < 0);
    }

    private void longerIsBetter(String level, Optional<Duration> old, Optional<Duration> now) {
        promise(level, old, now, old.isPresent() && now.isPresent() && now.get().compareTo(old.get()) > 0);
    }

    private void promise(String level, Optional<Duration> old, Optional<Duration> now, boolean better) {
        if (old.equals(now)) {
            return;
        }
        String what = words(old) + " -> " + words(now);
        if (now.isEmpty()) {
            findings.breaking(element(level), "removed, was " + words(old), "consumers may rely on the promise");
        } else if (old.isEmpty()) {
            findings.compatible(element(level), "promised: " + words(now), "a promise more");
        } else if (better) {
            findings.compatible(element(level), what, "the promise became stronger");
        } else {
            findings.breaking(element(level), what, "the promise became weaker");
        }
    }

    private void limit(Optional<Duration> old, Optional<Duration> now) {
        if (old.equals(now)) {
            return;
        }
        boolean sooner = now.isPresent() && (old.isEmpty() || now.get().compareTo(old.get()) < 0);
        String what = "longest retention " + words(old) + " -> " + words(now);
        findings.add(
                element("retention"),
                what,
                sooner ? "records are deleted sooner than before" : "records are kept at least as long as before",
                sooner ? Impact.BREAKING : Impact.COMPATIBLE);
    }

    static String element(String level) {
        return "service level " + level;
    }

    private static String words(Optional<Duration> duration) {
        return duration.map(found -> {
                    boolean days = found.toDays() > 0 && found.equals(Duration.ofDays(found.toDays()));
                    return days ? "P" + found.toDays() + "D" : found.toString();
                })
                .orElse("none");
    }
}
