package io.millrace.ingest.postgres.value;

import io.debezium.time.Interval;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * {@code interval}, from its text in IntervalStyle {@code iso_8601}, which the sessions of the capture have; infinity,
 * which PostgreSQL has from 17 on, stays the text that it is, as with {@code timestamptz}.
 */
record IntervalValue() implements ColumnValue {
    private static final String ZERO = "P0Y0M0DT0H0M0S";

    /** PostgreSQL leaves out what is zero, Debezium writes it; each part has a sign of its own. */
    private static final Pattern PARTS = Pattern.compile("P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)D)?"
            + "(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?\\d+(?:\\.\\d+)?)S)?)?");

    @Override
    public SchemaBuilder schema() {
        return Interval.builder();
    }

    @Override
    public Object value(Object raw) {
        String text = raw.toString();
        if (PostgresText.isInfinite(text)) {
            return text;
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("an interval is not written as IntervalStyle iso_8601 does");
        }
        return "P" + part(parts.group(1)) + "Y" + part(parts.group(2)) + "M" + part(parts.group(3)) + "DT"
                + part(parts.group(4)) + "H" + part(parts.group(5)) + "M" + part(parts.group(6)) + "S";
    }

    private static String part(@Nullable String digits) {
        return digits == null ? "0" : digits;
    }

    @Override
    public Object nothing() {
        return ZERO;
    }

    /** Never asked for: an interval takes 16 bytes in its row, and is always logged. */
    @Override
    public Object notLogged() {
        return ZERO;
    }
}
