package io.millrace.ingest.postgres.value;

import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/** Where Debezium asks how a column is converted. It makes an instance by the class's name. */
public final class ColumnConverters implements CustomConverter<SchemaBuilder, RelationalColumn> {
    private static final String HSTORE = "hstore";

    /** Types whose number depends on the database, or that have none in the driver. */
    public static final Set<String> KNOWN_BY_NAME =
            Stream.concat(Stream.of(HSTORE), ArrayItems.TEXTS.stream()).collect(Collectors.toUnmodifiableSet());

    @Override
    public void configure(Properties properties) {
        // There is nothing to set.
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        of(column)
                .ifPresent(
                        type -> registration.register(type.schema(), raw -> convert(type, column.isOptional(), raw)));
    }

    private static @Nullable Object convert(ColumnValue type, boolean optional, @Nullable Object raw) {
        if (raw == null) {
            // Of a deleted row only the key was logged, and Debezium fills the rest.
            return optional ? null : type.nothing();
        }
        return UnchangedToastedReplicationMessageColumn.isUnchangedToastedValue(raw)
                ? type.notLogged()
                : type.value(raw);
    }

    /** By the type below any domain, which alone has a number that does not depend on the database. */
    private static Optional<ColumnValue> of(RelationalColumn column) {
        return switch (column.nativeType()) {
            case Oid.NUMERIC -> Optional.of(DecimalValue.of(column));
            case Oid.DATE -> Optional.of(new DateValue());
            case Oid.INTERVAL -> Optional.of(new IntervalValue());
            case Oid.TIMESTAMP -> Optional.of(TimestampValue.of(column));
            default ->
                column.typeName().equals(HSTORE)
                        ? Optional.of(new HstoreValue())
                        : ArrayItems.of(column).map(ArrayValue::new);
        };
    }
}
