package io.millrace.product;

import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;

/** How Avro values look in code: {@link String}, {@link java.math.BigDecimal} and the classes of {@code java.time}. */
public final class AvroValues extends GenericData {
    private static final AvroValues MODEL = new AvroValues();

    private AvroValues() {
        addLogicalTypeConversion(new Conversions.DecimalConversion());
        addLogicalTypeConversion(new TimeConversions.DateConversion());
        addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
        addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
        addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
    }

    /** The one instance; give it to readers and writers of one's own. */
    public static AvroValues model() {
        return MODEL;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Avro declares it
    public DatumReader createDatumReader(Schema writer, Schema reader) {
        return new StringReader(writer, reader);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public DatumReader createDatumReader(Schema schema) {
        return new StringReader(schema, schema);
    }

    private static final class StringReader extends GenericDatumReader<Object> {
        StringReader(Schema writer, Schema reader) {
            super(writer, reader, MODEL);
        }

        @Override
        @SuppressWarnings("rawtypes")
        protected Class findStringClass(Schema schema) {
            return String.class;
        }
    }
}
