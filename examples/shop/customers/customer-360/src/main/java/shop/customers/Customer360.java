package shop.customers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.product.InputPort;
import io.millrace.product.InputPorts;
import io.millrace.product.OutputPort;
import io.millrace.product.OutputPorts;
import io.millrace.product.ProductTopology;
import java.math.BigDecimal;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One row per customer: who they are, what they ordered and what was paid for it. Tables all the way, so that the row
 * is the same in whatever order the records of the three inputs arrive.
 */
public final class Customer360 implements ProductTopology {
    private static final String EURO = "EUR";
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    @Override
    public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
        KTable<String, GenericRecord> customers = inputs.port("customers").table();
        KTable<String, GenericRecord> orders = inputs.port("orders").table();

        KTable<String, GenericRecord> sums = orders.leftJoin(
                        paidPerOrder(inputs.port("payments")), Customer360::ofOrder)
                .groupBy(
                        (order, sum) -> KeyValue.pair(text(sum, "customer"), sum),
                        Grouped.with("orders-by-customer", Serdes.String(), OrderSums.SERDE))
                .aggregate(
                        () -> OrderSums.NONE,
                        (customer, sum, all) -> OrderSums.plus(all, sum),
                        (customer, sum, all) -> OrderSums.minus(all, sum),
                        stored("sums-of-customers", OrderSums.SERDE));

        OutputPort port = outputs.port("customer-360");
        Schema schema = port.schema();
        port.accept(customers
                .leftJoin(sums, (customer, sum) -> row(schema, customer, sum == null ? OrderSums.NONE : sum))
                .toStream());
    }

    /** What was paid in euro, by the key of the order. */
    private static KTable<String, BigDecimal> paidPerOrder(InputPort payments) {
        Serde<BigDecimal> amounts = Serdes.serdeFrom(
                (topic, amount) -> amount == null ? null : amount.toString().getBytes(US_ASCII),
                (topic, bytes) -> bytes == null ? null : new BigDecimal(new String(bytes, US_ASCII)));
        return payments.stream()
                .filter((key, payment) -> EURO.equals(payment.get("currency")))
                .groupBy(
                        (key, payment) -> text(payment, "order_id"),
                        Grouped.with("payments-by-order", Serdes.String(), payments.serde()))
                .aggregate(
                        () -> NOTHING,
                        (order, payment, paid) -> paid.add(amount(payment, "amount")),
                        stored("paid-per-order", amounts));
    }

    private static GenericRecord ofOrder(GenericRecord order, @Nullable BigDecimal paid) {
        boolean cancelled = "cancelled".equals(order.get("status"));
        boolean counts = !cancelled && EURO.equals(order.get("currency"));
        return OrderSums.of(
                text(order, "customer"),
                cancelled,
                counts ? amount(order, "total") : NOTHING,
                paid == null ? NOTHING : paid);
    }

    private static GenericRecord row(Schema schema, GenericRecord customer, GenericRecord sums) {
        return new GenericRecordBuilder(schema)
                .set("customer", customer.get("customer"))
                .set("email", customer.get("email"))
                .set("city", customer.get("city"))
                .set("newsletter", customer.get("newsletter"))
                .set("orders", sums.get("orders"))
                .set("cancelled", sums.get("cancelled"))
                .set("ordered", sums.get("ordered"))
                .set("paid", sums.get("paid"))
                .build();
    }

    /** Not cached: a cached table is ahead of what it has forwarded, and a join would take back what was never sent. */
    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> stored(String store, Serde<V> serde) {
        return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(store)
                .withKeySerde(Serdes.String())
                .withValueSerde(serde)
                .withCachingDisabled();
    }

    private static String text(GenericRecord row, String field) {
        return Objects.requireNonNull(row.get(field)).toString();
    }

    private static BigDecimal amount(GenericRecord row, String field) {
        return (BigDecimal) Objects.requireNonNull(row.get(field));
    }
}
