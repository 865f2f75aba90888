package io.millrace.contracts.compatibility;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A step of a semantic version (semver.org, 2.0.0). Below 1.0.0 a minor step is enough for what breaks. */
public enum VersionStep {
    NONE(3),
    PATCH(2),
    MINOR(1),
    MAJOR(0);

    /** Index of the number that the step raises, in {@code major.minor.patch}. */
    private final int raises;

    VersionStep(int raises) {
        this.raises = raises;
    }

    /** As people read it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether going from one version to another is at least this step. A version that goes back is no step. */
    public boolean isTaken(String from, String to) {
        List<Long> before = numbers(from);
        List<Long> after = numbers(to);
        VersionStep enough = this == MAJOR && before.get(0) == 0 ? MINOR : this;
        if (enough == NONE) {
            return true;
        }
        for (int part = 0; part < 3; part++) {
            int order = Long.compare(after.get(part), before.get(part));
            if (order != 0) {
                return order > 0 && part <= enough.raises;
            }
        }
        // Only what stands behind the numbers may differ: a pre-release of the same version.
        return enough == PATCH && !from.equals(to);
    }

    /** The lowest version this step leads to. */
    public String after(String from) {
        List<Long> before = numbers(from);
        VersionStep enough = this == MAJOR && before.get(0) == 0 ? MINOR : this;
        return switch (enough) {
            case NONE -> from;
            case PATCH -> before.get(0) + "." + before.get(1) + "." + (before.get(2) + 1);
            case MINOR -> before.get(0) + "." + (before.get(1) + 1) + ".0";
            case MAJOR -> (before.get(0) + 1) + ".0.0";
        };
    }

    /** Whether the second version lies before the first. */
    static boolean isBack(String from, String to) {
        List<Long> before = numbers(from);
        List<Long> after = numbers(to);
        for (int part = 0; part < 3; part++) {
            int order = Long.compare(after.get(part), before.get(part));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static List<Long> numbers(String version) {
        String numbers = version.split("[-+]", 2)[0];
        return Arrays.stream(numbers.split("\\.")).map(VersionStep::number).toList();
    }

    /** Versions are checked to be numbers; one of more digits than 64 bits hold is beyond any step. */
    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
