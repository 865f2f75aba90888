package io.millrace.runtime.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions on dates and times, with the patterns of {@link DateTimeFormatter} (English names, strict: there is no
 * 30 February) and the zones of the IANA data base.
 */
final class Times {
    /** Patterns mostly are literals; those that come out of records must not fill the memory. */
    private static final int MOST = 1000;

    private static final int LONGEST = 200;

    private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

    private Times() {}

    /** The day's midnight in UTC, as expressions have dates. */
    static Instant parseDate(String text, String pattern) {
        return LocalDate.parse(text, formatter(pattern)).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Where the text has no offset of its own, the time is that of the zone. */
    static Instant parse(String text, String pattern, String zone) {
        TemporalAccessor parsed =
                formatter(pattern).parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof OffsetDateTime fixed) {
            return fixed.toInstant();
        }
        LocalDateTime local = parsed instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) parsed;
        return local.atZone(ZoneId.of(zone)).toInstant();
    }

    static String format(Instant time, String pattern, String zone) {
        return formatter(pattern).format(time.atZone(ZoneId.of(zone)));
    }

    /** @throws ExpressionException where the text is no pattern */
    static void checkPattern(String pattern) throws ExpressionException {
        try {
            DateTimeFormatter unused = formatter(pattern);
        } catch (IllegalArgumentException e) {
            throw new ExpressionException(
                    "'" + pattern + "' is no pattern of a date or time; patterns are written as 'uuuu-MM-dd HH:mm:ss'");
        }
    }

    /** @throws ExpressionException where the text is no zone */
    static void checkZone(String zone) throws ExpressionException {
        try {
            ZoneId unused = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ExpressionException(
                    "'" + zone + "' is no time zone; zones are written as 'Europe/Berlin' or 'UTC'");
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        DateTimeFormatter known = FORMATTERS.get(pattern);
        if (known == null) {
            if (pattern.length() > LONGEST) {
                throw new IllegalArgumentException("too long");
            }
            known = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
            if (FORMATTERS.size() < MOST) {
                FORMATTERS.put(pattern, known);
            }
        }
        return known;
    }
}
