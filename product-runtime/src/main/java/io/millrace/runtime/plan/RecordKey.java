package io.millrace.runtime.plan;

import io.millrace.runtime.mask.Pseudonyms;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.record.TextForm;
import java.util.Arrays;
import java.util.List;

/**
 * The canonical UTF-8 key of an output record: the text of the only key field, or the texts of several joined by
 * {@code |}, with {@code \} before each {@code \} and {@code |} inside. Masked fields stand masked. Where the contract
 * declares no key, a pseudonym of the input record's key keeps the order per input key and tells nothing of it.
 */
final class RecordKey {
    private static final byte[] NONE = new byte[0];

    private final FieldCore[] fields;
    private final int[] indexes;
    private final Pseudonyms.Maker ofRecordKeys;

    /** @param indexes places of the key fields among the port's fields, in key order */
    RecordKey(List<FieldCore> portFields, int[] indexes, Pseudonyms.Maker ofRecordKeys) {
        this.indexes = indexes.clone();
        this.fields = new FieldCore[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            fields[i] = portFields.get(indexes[i]);
        }
        this.ofRecordKeys = ofRecordKeys;
    }

    int[] indexes() {
        return indexes;
    }

    /** The key of the row at hand, whose key fields have been loaded, and written where they are masked. */
    byte[] of(Row row) {
        Output key = row.key();
        key.reset();
        if (indexes.length == 0) {
            byte[] inputKey = row.inputKey();
            if (inputKey == null) {
                return NONE;
            }
            ofRecordKeys.append(inputKey, 0, inputKey.length, key, row.maskScratch());
        } else if (indexes.length == 1) {
            append(0, row, key);
        } else {
            for (int i = 0; i < indexes.length; i++) {
                if (i > 0) {
                    key.writeByte('|');
                }
                Output part = row.keyPart();
                append(i, row, part);
                appendEscaped(part, key);
            }
        }
        return key.toByteArray();
    }

    /** Whether the record's own key is the canonical text of the key fields' clear values, which have been loaded. */
    boolean isKeyOfRecord(Row row) {
        byte[] recordKey = row.inputKey();
        Output key = row.key();
        key.reset();
        for (int i = 0; i < indexes.length; i++) {
            Output part = row.keyPart();
            TextForm.append(fields[i].clearType(), row.cell(indexes[i]), part);
            if (indexes.length == 1) {
                key.write(part.array(), 0, part.size());
            } else {
                if (i > 0) {
                    key.writeByte('|');
                }
                appendEscaped(part, key);
            }
        }
        return recordKey != null && Arrays.equals(recordKey, 0, recordKey.length, key.array(), 0, key.size());
    }

    private void append(int part, Row row, Output out) {
        int index = indexes[part];
        if (fields[part].isPlain()) {
            TextForm.append(fields[part].clearType(), row.cell(index), out);
        } else {
            appendWritten(row, row.writtenAt(index), fields[part].field().required(), out);
        }
    }

    /** The content of the Avro string that has been written for a masked field: it need not be computed again. */
    private static void appendWritten(Row row, int start, boolean required, Output out) {
        byte[] written = row.value().array();
        int at = required ? start : start + 1;
        int zigzag = 0;
        int shift = 0;
        byte next;
        do {
            next = written[at++];
            zigzag |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        out.write(written, at, zigzag >>> 1);
    }

    private static void appendEscaped(Output part, Output key) {
        byte[] text = part.array();
        for (int i = 0; i < part.size(); i++) {
            if (text[i] == '\\' || text[i] == '|') {
                key.writeByte('\\');
            }
            key.writeByte(text[i]);
        }
    }
}
