package io.millrace.ingest.postgres.value;

import io.debezium.data.SpecialValueDecimal;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.spi.converter.RelationalColumn;
import io.millrace.ingest.schema.Omission;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** {@code numeric}: NaN and infinity have no decimal form. */
final class DecimalValue implements ColumnValue {
    /** What the driver says of a numeric without precision. */
    private static final int NO_PRECISION = 131_089;

    private final int precision;
    private final int scale;
    private final SchemaBuilder schema;
    private @Nullable Schema built;

    /**
     * @param precision 0 where the column has none, and each value its own scale
     * @param scale digits behind the point; may be negative
     */
    private DecimalValue(int precision, int scale) {
        this.precision = precision;
        this.scale = scale;
        this.schema = precision == 0
                ? VariableScaleDecimal.builder()
                : Decimal.builder(scale).parameter("connect.decimal.precision", Integer.toString(precision));
    }

    static DecimalValue of(RelationalColumn column) {
        int length = column.length().orElse(0);
        int scale = column.scale().orElse(0);
        return (length == 0 || length == NO_PRECISION) && scale == 0
                ? new DecimalValue(0, 0)
                : new DecimalValue(length, scale);
    }

    @Override
    public SchemaBuilder schema() {
        return schema;
    }

    @Override
    public Object value(Object raw) {
        if (raw instanceof SpecialValueDecimal special) {
            return special.getDecimalValue().map(this::finite).orElseGet(() -> omitted(Omission.NOT_FINITE));
        }
        if (raw instanceof BigDecimal number) {
            return finite(number);
        }
        String text = raw.toString();
        return text.equals("NaN") || text.endsWith("Infinity")
                ? omitted(Omission.NOT_FINITE)
                : finite(new BigDecimal(text));
    }

    private Object finite(BigDecimal number) {
        if (precision > 0) {
            return number.setScale(scale, RoundingMode.HALF_UP);
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() < 0) {
            shortest = shortest.setScale(0, RoundingMode.UNNECESSARY);
        }
        return VariableScaleDecimal.fromLogical(built(), shortest);
    }

    /** A struct must have the very schema of its field, which Debezium completes after it asked for it. */
    private Schema built() {
        Schema complete = built;
        if (complete == null || !isComplete(complete)) {
            complete = schema.build();
            built = complete;
        }
        return complete;
    }

    private boolean isComplete(Schema known) {
        return known.isOptional() == schema.isOptional()
                && known.defaultValue() == schema.defaultValue()
                && java.util.Objects.equals(known.doc(), schema.doc());
    }

    @Override
    public Object nothing() {
        return finite(BigDecimal.ZERO);
    }

    @Override
    public Object notLogged() {
        return omitted(Omission.NOT_LOGGED);
    }

    private Object omitted(Omission reason) {
        return precision > 0 ? reason.decimal(scale) : reason.struct(built());
    }
}
