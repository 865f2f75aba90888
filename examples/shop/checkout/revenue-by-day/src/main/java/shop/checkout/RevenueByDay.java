package shop.checkout;

import io.millrace.product.AvroSerde;
import io.millrace.product.InputPort;
import io.millrace.product.InputPorts;
import io.millrace.product.OutputPort;
import io.millrace.product.OutputPorts;
import io.millrace.product.ProductTopology;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/** Sums payments by the day on which the bank settled them, and by currency; rows of the contract serve as sums. */
public final class RevenueByDay implements ProductTopology {
    /** The payments product takes payments that were settled up to 30 days ago; the day of the oldest must be open. */
    private static final Duration GRACE = Duration.ofDays(31);

    @Override
    public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
        InputPort payments = inputs.port("payments");
        OutputPort port = outputs.port("revenue-by-day");
        Schema schema = port.schema();
        port.accept(payments.stream((record, partitionTime) ->
                        settledAt((GenericRecord) record.value()).toEpochMilli())
                .groupBy(
                        (key, payment) -> text(payment, "currency"),
                        Grouped.with("payments-by-currency", Serdes.String(), payments.serde()))
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofDays(1), GRACE))
                .aggregate(
                        () -> null,
                        (currency, payment, sum) -> plus(schema, sum, payment),
                        Materialized.<String, GenericRecord, WindowStore<Bytes, byte[]>>as("revenue-of-days")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(AvroSerde.of(schema)))
                .toStream()
                .map((window, sum) -> KeyValue.pair(sum.get("day") + "|" + window.key(), sum)));
    }

    private static GenericRecord plus(Schema schema, @Nullable GenericRecord sum, GenericRecord payment) {
        return new GenericRecordBuilder(schema)
                .set("day", LocalDate.ofInstant(settledAt(payment), ZoneOffset.UTC))
                .set("currency", payment.get("currency"))
                .set("payments", sum == null ? 1L : (Long) Objects.requireNonNull(sum.get("payments")) + 1)
                .set(
                        "revenue",
                        sum == null
                                ? amount(payment, "amount")
                                : amount(sum, "revenue").add(amount(payment, "amount")))
                .build();
    }

    private static Instant settledAt(GenericRecord payment) {
        return (Instant) Objects.requireNonNull(payment.get("settled_at"));
    }

    private static String text(GenericRecord row, String field) {
        return Objects.requireNonNull(row.get(field)).toString();
    }

    private static BigDecimal amount(GenericRecord row, String field) {
        return (BigDecimal) Objects.requireNonNull(row.get(field));
    }
}
