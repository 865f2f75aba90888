package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.structure.TextLiterals;
import io.millrace.runtime.structure.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key field read from the record's key, the canonical text of all key fields ({@link RecordKey}). */
final class KeyPartValue implements InputValue {
    private final int part;
    private final int parts;
    private final FieldType type;

    KeyPartValue(int part, int parts, FieldType type) {
        this.part = part;
        this.parts = parts;
        this.type = type;
    }

    @Override
    public Loaded load(Row row, Cell cell) {
        byte[] key = row.inputKey();
        // A replacement character in place of broken UTF-8 would be another key.
        if (key == null || !Utf8.isValid(key, 0, key.length)) {
            return Loaded.MISMATCH;
        }
        String text = new String(key, UTF_8);
        List<String> texts = parts == 1 ? List.of(text) : split(text);
        Optional<Cell> value = texts.size() == parts ? TextLiterals.parse(texts.get(part), type) : Optional.empty();
        value.ifPresent(cell::set);
        return value.isPresent() ? Loaded.VALUE : Loaded.MISMATCH;
    }

    /** The parts between the bars, without their escapes; none where an escape is not one. */
    private static List<String> split(String key) {
        List<String> texts = new ArrayList<>();
        var text = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < key.length(); i++) {
            char next = key.charAt(i);
            if (!escaped && next == '\\') {
                escaped = true;
            } else if (!escaped && next == '|') {
                texts.add(text.toString());
                text.setLength(0);
            } else if (escaped && next != '\\' && next != '|') {
                return List.of();
            } else {
                text.append(next);
                escaped = false;
            }
        }
        if (escaped) {
            return List.of();
        }
        texts.add(text.toString());
        return texts;
    }
}
