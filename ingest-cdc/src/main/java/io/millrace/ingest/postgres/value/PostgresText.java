package io.millrace.ingest.postgres.value;

import io.debezium.time.ZonedTimestamp;
import io.millrace.ingest.schema.Omission;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as PostgreSQL writes them with DateStyle ISO, which the driver sets for its sessions. */
final class PostgresText {
    private static final Pattern DATE = Pattern.compile("(\\d+)-(\\d\\d)-(\\d\\d)(.*?)( BC)?");
    private static final Pattern TIME = Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?");
    private static final Pattern ZONED = Pattern.compile("(.*?)([+-]\\d\\d)(?::?(\\d\\d))?(?::?(\\d\\d))?( BC)?");

    /** PostgreSQL's manual, table 8.9: 4713 BC to 5874897 AD. */
    private static final long FIRST_DAY = LocalDate.of(-4713, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(5_874_897, 12, 31).toEpochDay();

    /** What the driver has for infinity, as milliseconds in a date; Debezium's decoder as microseconds. */
    static final long INFINITY = 9_223_372_036_825_200_000L;

    static final long MINUS_INFINITY = -9_223_372_036_832_400_000L;

    private PostgresText() {}

    static boolean isInfinite(String text) {
        return text.equals("infinity") || text.equals("-infinity");
    }

    /** Whether PostgreSQL has such a day. */
    static boolean isDay(long epochDay) {
        return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
    }

    /** Days since the epoch. */
    static int date(String text) {
        return isInfinite(text)
                ? Omission.NOT_FINITE.days()
                : (int) day(matcher(DATE, text)).toEpochDay();
    }

    private static LocalDate day(Matcher parts) {
        int year = Integer.parseInt(parts.group(1));
        return LocalDate.of(
                parts.group(5) == null ? year : 1 - year,
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    /** Microseconds since midnight; 24:00:00 is a time of day. */
    static long timeOfDay(String text) {
        Matcher parts = matcher(TIME, text);
        String fraction = parts.group(4) == null ? "" : parts.group(4);
        long seconds = (Long.parseLong(parts.group(1)) * 60 + Long.parseLong(parts.group(2))) * 60
                + Long.parseLong(parts.group(3));
        return seconds * 1_000_000 + Long.parseLong((fraction + "000000").substring(0, 6));
    }

    /** The point in time at which a clock in UTC shows it. */
    static Instant timestamp(String text) {
        Matcher parts = matcher(DATE, text);
        long micros = timeOfDay(parts.group(4).trim());
        return LocalDateTime.of(day(parts), LocalTime.MIDNIGHT)
                .toInstant(ZoneOffset.UTC)
                .plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    /** As Debezium writes a {@code timestamptz}: in UTC, six digits behind the second. */
    static String zoned(String text) {
        if (isInfinite(text)) {
            return text;
        }
        Matcher parts = matcher(ZONED, text);
        int sign = parts.group(2).charAt(0) == '-' ? -1 : 1;
        ZoneOffset offset = ZoneOffset.ofHoursMinutesSeconds(
                Integer.parseInt(parts.group(2)), sign * number(parts.group(3)), sign * number(parts.group(4)));
        Instant local = timestamp(parts.group(1) + (parts.group(5) == null ? "" : " BC"));
        OffsetDateTime utc = local.atOffset(ZoneOffset.UTC).minusSeconds(offset.getTotalSeconds());
        return ZonedTimestamp.toIsoString(utc.toZonedDateTime(), ZoneOffset.UTC, null, 6);
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Matcher matcher(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a date or time is not written as DateStyle ISO does");
        }
        return matcher;
    }
}
