package io.millrace.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serde for rows that a topology keeps in state or sends through a repartition: Avro's single-object encoding, which
 * names the schema by its fingerprint. It needs no registry, as nobody else reads those topics.
 */
public final class AvroSerde {
    private AvroSerde() {}

    /**
     * The serde of a schema.
     *
     * @param current what is written, and what is handed over whatever was read
     * @param earlier schemas that older versions of the product have written, which can be resolved to the current one
     */
    public static Serde<GenericRecord> of(Schema current, Schema... earlier) {
        var encoder = new BinaryMessageEncoder<GenericRecord>(AvroValues.model(), current);
        var decoder = new BinaryMessageDecoder<GenericRecord>(AvroValues.model(), current);
        for (Schema schema : earlier) {
            decoder.addSchema(schema);
        }
        Serializer<GenericRecord> serializer = (topic, row) -> row == null ? null : encode(encoder, row, current);
        Deserializer<GenericRecord> deserializer =
                (topic, bytes) -> bytes == null ? null : decode(decoder, bytes, current);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static byte[] encode(BinaryMessageEncoder<GenericRecord> encoder, GenericRecord row, Schema schema) {
        try {
            ByteBuffer encoded = encoder.encode(row);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException | AvroRuntimeException | ClassCastException doesNotFit) {
            // Avro's own message may hold the value.
            throw new SerializationException("a row does not fit schema " + schema.getFullName());
        }
    }

    private static GenericRecord decode(BinaryMessageDecoder<GenericRecord> decoder, byte[] bytes, Schema schema) {
        try {
            return decoder.decode(bytes);
        } catch (IOException | AvroRuntimeException unreadable) {
            throw new SerializationException("state does not hold rows of schema " + schema.getFullName()
                    + " nor of an earlier one that the serde was given; name the schema that the version before wrote");
        }
    }
}
