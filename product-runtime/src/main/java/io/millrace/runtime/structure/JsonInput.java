package io.millrace.runtime.structure;

import io.millrace.runtime.record.Output;
import java.util.Arrays;

/** A reusable cursor over JSON text (RFC 8259, strict UTF-8). Every step is checked against the end of the bytes. */
final class JsonInput {
    private static final int MAX_DEPTH = 64;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Output decoded;
    private byte[] data = {};
    private int position;
    private int end;
    private int depth;
    private byte[] textData = {};
    private int textStart;
    private int textLength;

    JsonInput(Output decoded) {
        this.decoded = decoded;
    }

    void reset(byte[] bytes, int from, int length) {
        data = bytes;
        position = from;
        end = from + length;
        depth = 0;
    }

    byte[] data() {
        return data;
    }

    int position() {
        return position;
    }

    /** The next byte that is not white space, without going past it. */
    int peek() {
        for (; position < end; position++) {
            int next = data[position];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
        }
        throw MalformedException.INSTANCE;
    }

    /** Goes to the next byte that is not white space. */
    int skipSpace() {
        peek();
        return position;
    }

    /** Goes past bytes that are known to be well-formed. */
    void jumpTo(int at) {
        position = at;
    }

    void expect(int wanted) {
        if (peek() != wanted) {
            throw MalformedException.INSTANCE;
        }
        position++;
    }

    /** Goes past the byte if it is the next one. */
    boolean accept(int wanted) {
        if (peek() == wanted) {
            position++;
            return true;
        }
        return false;
    }

    void expectEnd() {
        for (; position < end; position++) {
            int next = data[position];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                throw MalformedException.INSTANCE;
            }
        }
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw MalformedException.INSTANCE;
        }
    }

    void leave() {
        depth--;
    }

    void literalTrue() {
        literal(TRUE);
    }

    void literalFalse() {
        literal(FALSE);
    }

    void literalNull() {
        literal(NULL);
    }

    private void literal(byte[] text) {
        if (end - position < text.length) {
            throw MalformedException.INSTANCE;
        }
        for (byte wanted : text) {
            if (data[position++] != wanted) {
                throw MalformedException.INSTANCE;
            }
        }
    }

    /** Goes past a number; its text is what lies between the positions before and after. */
    void number() {
        if (at('-')) {
            position++;
        }
        if (at('0')) {
            position++;
        } else {
            digits();
        }
        if (at('.')) {
            position++;
            digits();
        }
        if (at('e') || at('E')) {
            position++;
            if (at('+') || at('-')) {
                position++;
            }
            digits();
        }
    }

    private boolean at(int wanted) {
        return position < end && data[position] == wanted;
    }

    private void digits() {
        int start = position;
        while (position < end && data[position] >= '0' && data[position] <= '9') {
            position++;
        }
        if (position == start) {
            throw MalformedException.INSTANCE;
        }
    }

    /** Goes past a string without keeping it. */
    void skipString() {
        position++;
        while (scan()) {
            JsonEscape.skip(this);
        }
        position++;
    }

    /** Goes past a string and keeps its text, decoded where it has escapes; see {@link #textStart}. */
    void string() {
        position++;
        int start = position;
        if (!scan()) {
            textData = data;
            textStart = start;
            textLength = position - start;
        } else {
            decode(start);
        }
        position++;
    }

    private void decode(int from) {
        int decodedFrom = decoded.size();
        int start = from;
        do {
            decoded.write(data, start, position - start);
            JsonEscape.decode(this, decoded);
            start = position;
        } while (scan());
        decoded.write(data, start, position - start);
        textData = decoded.array();
        textStart = decodedFrom;
        textLength = decoded.size() - decodedFrom;
    }

    /** Goes on to the next backslash (true) or closing quote (false), checking UTF-8 and control characters. */
    private boolean scan() {
        while (position < end) {
            int next = data[position];
            if (next == '"') {
                return false;
            } else if (next == '\\') {
                return true;
            } else if (next >= 0x20) {
                position++;
            } else if (next >= 0) {
                throw MalformedException.INSTANCE;
            } else {
                position = Utf8.afterSequence(data, position, end);
                if (position < 0) {
                    throw MalformedException.INSTANCE;
                }
            }
        }
        throw MalformedException.INSTANCE;
    }

    int nextByte() {
        if (position >= end) {
            throw MalformedException.INSTANCE;
        }
        return data[position++];
    }

    /** Whether the last {@link #string} was this text. */
    boolean textEquals(byte[] text) {
        return Arrays.equals(text, 0, text.length, textData, textStart, textStart + textLength);
    }

    byte[] textData() {
        return textData;
    }

    int textStart() {
        return textStart;
    }

    int textLength() {
        return textLength;
    }
}
