package io.millrace.runtime.period;

import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.record.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/**
 * The record that says that a period is complete in one partition of an input, and what became of its records.
 *
 * @param product {@code <domain>.<product>}
 * @param version of the product
 * @param input name of the input port
 * @param topic that it reads
 * @param partition of that topic
 * @param partitions how many it has: the period is complete when each has its record
 * @param period what was counted
 * @param ports what became of the records, by output port
 */
public record PeriodRecord(
        String product,
        String version,
        String input,
        String topic,
        int partition,
        int partitions,
        PeriodCounts.Complete period,
        Map<Port, PortBalance> ports) {

    private static final Schema TIME = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));

    private static final Schema PORT = SchemaBuilder.record("PeriodPort")
            .namespace("io.millrace")
            .fields()
            .requiredString("port")
            .requiredString("contract")
            .requiredLong("accepted")
            .requiredLong("retracted")
            .requiredLong("filtered")
            .requiredLong("duplicates")
            .requiredLong("control")
            .requiredLong("waiting")
            .name("deadLetters")
            .type()
            .map()
            .values()
            .longType()
            .noDefault()
            .endRecord();

    /** The schema written. Fields are only ever added, with defaults. */
    public static final Schema SCHEMA = SchemaBuilder.record("PeriodComplete")
            .namespace("io.millrace")
            .doc("A period of broker time is complete in one partition of an input. No record of it is to come.")
            .fields()
            .requiredString("product")
            .requiredString("version")
            .requiredString("input")
            .requiredString("topic")
            .requiredInt("partition")
            .requiredInt("partitions")
            .name("start")
            .type(TIME)
            .noDefault()
            .name("end")
            .type(TIME)
            .noDefault()
            .requiredLong("records")
            .requiredLong("late")
            .requiredBoolean("partial")
            .requiredBoolean("balanced")
            .name("ports")
            .type()
            .array()
            .items(PORT)
            .noDefault()
            .endRecord();

    /** An output port that reads the input, with the contract that it serves. */
    public record Port(String name, String contract) {}

    public PeriodRecord {
        ports = new LinkedHashMap<>(ports);
    }

    /** Whether every record of the input has one verdict at each port. */
    public boolean balanced() {
        return ports.values().stream().allMatch(counts -> counts.total() == period.counts()[PeriodCounts.RECORDS]);
    }

    /** The key: the same for the same partition and period, however often it is written. */
    public String key() {
        return topic + "-" + partition + "-" + period.startMillis();
    }

    /** The value, in the Confluent wire format. */
    public byte[] value(int schemaId) {
        var avro = new GenericData.Record(SCHEMA);
        avro.put("product", product);
        avro.put("version", version);
        avro.put("input", input);
        avro.put("topic", topic);
        avro.put("partition", partition);
        avro.put("partitions", partitions);
        avro.put("start", period.startMillis());
        avro.put("end", period.endMillis());
        avro.put("records", period.counts()[PeriodCounts.RECORDS]);
        avro.put("late", period.late());
        avro.put("partial", period.partial());
        avro.put("balanced", balanced());
        List<GenericRecord> counts = new ArrayList<>();
        ports.forEach((port, balance) -> counts.add(avro(port, balance)));
        avro.put("ports", counts);
        var out = new ByteArrayOutputStream(256);
        byte[] header = new byte[ConfluentFraming.HEADER_LENGTH];
        ConfluentFraming.writeHeader(header, schemaId);
        try {
            out.write(header);
            new GenericDatumWriter<GenericRecord>(SCHEMA)
                    .write(avro, EncoderFactory.get().directBinaryEncoder(out, null));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private static GenericRecord avro(Port port, PortBalance counts) {
        var avro = new GenericData.Record(PORT);
        avro.put("port", port.name());
        avro.put("contract", port.contract());
        avro.put("accepted", counts.accepted());
        avro.put("retracted", counts.retracted());
        avro.put("filtered", counts.filtered());
        avro.put("duplicates", counts.duplicates());
        avro.put("control", counts.control());
        avro.put("waiting", counts.waiting());
        Map<String, Long> deadLetters = new LinkedHashMap<>();
        for (RejectReason reason : RejectReason.values()) {
            Long count = counts.rejected().get(reason);
            if (count != null) {
                deadLetters.put(reason.code(), count);
            }
        }
        avro.put("deadLetters", deadLetters);
        return avro;
    }
}
