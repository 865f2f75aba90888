package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.record.Cell;
import java.util.Arrays;

/** Text to an enum's symbol, with its index beside it: the text itself, or nothing. */
final class SymbolConverter implements Converter {
    private final byte[][] symbols;

    SymbolConverter(FieldType.Enumeration type) {
        this.symbols =
                type.symbols().stream().map(symbol -> symbol.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    @Override
    public boolean convert(Slots slots, int slot, Cell cell) {
        byte[] data = slots.data(slot);
        int start = slots.start(slot);
        int end = start + slots.length(slot);
        for (int i = 0; i < symbols.length; i++) {
            if (Arrays.equals(symbols[i], 0, symbols[i].length, data, start, end)) {
                cell.setNumber(i);
                cell.setSpan(symbols[i], 0, symbols[i].length);
                return true;
            }
        }
        return false;
    }
}
