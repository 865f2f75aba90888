package io.millrace.ingest.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates, times and timestamps in the ISO 8601 profile of RFC 3339, as products read them: seconds may be missing, no
 * fraction is finer than a microsecond. Results are in microseconds, of dates in days.
 */
final class IsoTimes {
    private static final String TIME = "(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?";
    private static final Pattern CLOCK = Pattern.compile(TIME + "Z?");
    private static final Pattern STAMP =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[Tt ]" + TIME + "([Zz]|[+-]\\d{2}:\\d{2})?");
    private static final int LONGEST = 48;

    private IsoTimes() {}

    /** Days since the epoch. */
    static OptionalLong date(String text) {
        String day = text.length() == 11 && text.endsWith("Z") ? text.substring(0, 10) : text;
        try {
            return day.length() == 10 ? OptionalLong.of(LocalDate.parse(day).toEpochDay()) : OptionalLong.empty();
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** Microseconds since midnight. */
    static OptionalLong time(String text) {
        Matcher matcher = CLOCK.matcher(text);
        return text.length() <= LONGEST && matcher.matches() ? micros(matcher, 1) : OptionalLong.empty();
    }

    /** Microseconds since the epoch; a text without an offset is meant in the zone, and nothing without one. */
    static OptionalLong instant(String text, Optional<ZoneId> zone) {
        Matcher matcher = STAMP.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return OptionalLong.empty();
        }
        String offset = matcher.group(6);
        OptionalLong local = local(matcher);
        if (local.isEmpty() || (offset == null && zone.isEmpty())) {
            return OptionalLong.empty();
        }
        long micros = local.getAsLong();
        try {
            ZoneId where = offset == null ? zone.get() : ZoneOffset.of(offset.equals("z") ? "Z" : offset);
            LocalDateTime wall = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
            long seconds = wall.atZone(where).toEpochSecond();
            return OptionalLong.of(seconds * 1_000_000 + Math.floorMod(micros, 1_000_000L));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** Microseconds on a wall clock since that clock's epoch; a text with an offset is none. */
    static OptionalLong local(String text) {
        Matcher matcher = STAMP.matcher(text);
        return text.length() <= LONGEST && matcher.matches() && matcher.group(6) == null
                ? local(matcher)
                : OptionalLong.empty();
    }

    private static OptionalLong local(Matcher matcher) {
        OptionalLong day = date(matcher.group(1));
        OptionalLong time = micros(matcher, 2);
        return day.isPresent() && time.isPresent()
                ? OptionalLong.of(day.getAsLong() * 86_400_000_000L + time.getAsLong())
                : OptionalLong.empty();
    }

    private static OptionalLong micros(Matcher matcher, int first) {
        String seconds = matcher.group(first + 2);
        String fraction = matcher.group(first + 3);
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        try {
            LocalTime time = LocalTime.of(
                    Integer.parseInt(matcher.group(first)),
                    Integer.parseInt(matcher.group(first + 1)),
                    seconds == null ? 0 : Integer.parseInt(seconds),
                    nanos);
            return nanos % 1000 == 0 ? OptionalLong.of(time.toNanoOfDay() / 1000) : OptionalLong.empty();
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
