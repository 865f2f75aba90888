package io.millrace.bench.idiomatic;

import io.millrace.contracts.wire.ConfluentFraming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads and writes framed Avro as the usual serializers do, with decoder, encoder and buffer reused. One per task. */
final class FramedAvro implements EventReader {
    private final GenericDatumReader<GenericRecord> reader;
    private final GenericDatumWriter<GenericRecord> writer;
    private final byte[] header = new byte[ConfluentFraming.HEADER_LENGTH];
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private @Nullable BinaryDecoder decoder;
    private @Nullable BinaryEncoder encoder;

    FramedAvro(Schema read, Schema written, int writtenId) {
        reader = new GenericDatumReader<>(read);
        writer = new GenericDatumWriter<>(written);
        ConfluentFraming.writeHeader(header, writtenId);
    }

    @Override
    public GenericRecord read(byte[] value) throws IOException {
        if (!ConfluentFraming.isFramed(value)) {
            throw new IOException("not framed");
        }
        decoder = DecoderFactory.get()
                .binaryDecoder(
                        value, ConfluentFraming.HEADER_LENGTH, value.length - ConfluentFraming.HEADER_LENGTH, decoder);
        return reader.read(null, decoder);
    }

    byte[] write(GenericRecord record) throws IOException {
        bytes.reset();
        bytes.write(header);
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        writer.write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
