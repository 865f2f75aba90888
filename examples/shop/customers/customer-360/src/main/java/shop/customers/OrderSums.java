package shop.customers;

import io.millrace.product.AvroSerde;
import java.math.BigDecimal;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serde;

/** Sums over orders, of one or of many. Kept in state, so it is a row with a schema, which may change one day. */
final class OrderSums {
    private static final Schema AMOUNT = LogicalTypes.decimal(16, 2).addToSchema(Schema.create(Schema.Type.BYTES));
    private static final Schema SCHEMA = SchemaBuilder.record("OrderSums")
            .namespace("shop.customers")
            .fields()
            .requiredString("customer")
            .requiredLong("orders")
            .requiredLong("cancelled")
            .name("ordered")
            .type(AMOUNT)
            .noDefault()
            .name("paid")
            .type(AMOUNT)
            .noDefault()
            .endRecord();

    static final Serde<GenericRecord> SERDE = AvroSerde.of(SCHEMA);
    static final GenericRecord NONE = row("", 0, 0, new BigDecimal("0.00"), new BigDecimal("0.00"));

    private OrderSums() {}

    /** Of one order. */
    static GenericRecord of(String customer, boolean cancelled, BigDecimal ordered, BigDecimal paid) {
        return row(customer, 1, cancelled ? 1 : 0, ordered, paid);
    }

    static GenericRecord plus(GenericRecord all, GenericRecord one) {
        return row(
                "",
                count(all, "orders") + count(one, "orders"),
                count(all, "cancelled") + count(one, "cancelled"),
                amount(all, "ordered").add(amount(one, "ordered")),
                amount(all, "paid").add(amount(one, "paid")));
    }

    static GenericRecord minus(GenericRecord all, GenericRecord one) {
        return row(
                "",
                count(all, "orders") - count(one, "orders"),
                count(all, "cancelled") - count(one, "cancelled"),
                amount(all, "ordered").subtract(amount(one, "ordered")),
                amount(all, "paid").subtract(amount(one, "paid")));
    }

    private static GenericRecord row(
            String customer, long orders, long cancelled, BigDecimal ordered, BigDecimal paid) {
        return new GenericRecordBuilder(SCHEMA)
                .set("customer", customer)
                .set("orders", orders)
                .set("cancelled", cancelled)
                .set("ordered", ordered)
                .set("paid", paid)
                .build();
    }

    private static long count(GenericRecord row, String field) {
        return (Long) Objects.requireNonNull(row.get(field));
    }

    private static BigDecimal amount(GenericRecord row, String field) {
        return (BigDecimal) Objects.requireNonNull(row.get(field));
    }
}
