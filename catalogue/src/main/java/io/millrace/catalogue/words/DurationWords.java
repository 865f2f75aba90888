package io.millrace.catalogue.words;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A duration as people say it. */
public final class DurationWords {
    private static final long DAYS_OF_YEAR = 365;

    private DurationWords() {}

    /** Such as {@code 90 days}, {@code 3 years} or {@code 1 hour 30 minutes}. */
    public static String of(Duration duration) {
        long days = duration.toDays();
        boolean whole = duration.equals(Duration.ofDays(days));
        if (whole && days >= DAYS_OF_YEAR && days % DAYS_OF_YEAR == 0) {
            return counted(days / DAYS_OF_YEAR, "year");
        }
        List<String> parts = new ArrayList<>();
        add(parts, days, "day");
        add(parts, duration.toHoursPart(), "hour");
        add(parts, duration.toMinutesPart(), "minute");
        add(parts, duration.toSecondsPart(), "second");
        add(parts, duration.toMillisPart(), "millisecond");
        return parts.isEmpty() ? "no time" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(counted(count, unit));
        }
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
