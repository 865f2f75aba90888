package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.record.TextForm;
import io.millrace.runtime.structure.SourceType.Encoding;
import java.util.Optional;

/** To strings: texts as they are, everything else that has a canonical text by {@link TextForm}. */
final class TextConversions {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

    private TextConversions() {}

    static Optional<Converter> of(SourceType source) {
        return switch (source.encoding()) {
            case STRING -> Converters.SPAN;
            case UUID -> Optional.of(TextConversions::uuid);
            case INT, LONG -> text(source, Simple.LONG);
            case BOOLEAN -> text(source, Simple.BOOLEAN);
            case DATE -> text(source, Simple.DATE);
            case TIME_MILLIS, TIME_MICROS -> text(source, Simple.TIME_MICROS);
            case TIMESTAMP_MILLIS -> text(source, Simple.TIMESTAMP_MILLIS);
            case TIMESTAMP_MICROS -> text(source, Simple.TIMESTAMP_MICROS);
            // As instants in UTC, which is what these texts were before they could say that they are none.
            case LOCAL_TIMESTAMP_MILLIS -> text(SourceType.of(Encoding.TIMESTAMP_MILLIS), Simple.TIMESTAMP_MILLIS);
            case LOCAL_TIMESTAMP_MICROS -> text(SourceType.of(Encoding.TIMESTAMP_MICROS), Simple.TIMESTAMP_MICROS);
            case DECIMAL -> text(source, new FieldType.Decimal(Integer.MAX_VALUE, source.scale()));
            default -> Optional.empty();
        };
    }

    /** As RFC 9562 writes it: lower-case hexadecimal in groups of 8, 4, 4, 4 and 12 digits. */
    private static boolean uuid(Slots slots, int slot, Cell cell) {
        Output text = cell.scratch();
        byte[] bytes = slots.data(slot);
        int start = slots.start(slot);
        for (int i = 0; i < slots.length(slot); i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text.writeByte('-');
            }
            text.writeByte(DIGITS[bytes[start + i] >> 4 & 0xf]);
            text.writeByte(DIGITS[bytes[start + i] & 0xf]);
        }
        cell.useScratch();
        return true;
    }

    private static Optional<Converter> text(SourceType source, FieldType.Scalar type) {
        return Converters.of(source, type).map(converter -> (slots, slot, cell) -> {
            if (!converter.convert(slots, slot, cell)) {
                return false;
            }
            // The text may be built from the cell's own span only after the number has been taken out of it.
            TextForm.append(type, cell, cell.scratch());
            cell.useScratch();
            return true;
        });
    }
}
