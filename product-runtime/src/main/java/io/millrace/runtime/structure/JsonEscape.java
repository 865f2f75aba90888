package io.millrace.runtime.structure;

import io.millrace.runtime.record.Output;

/** The escapes of JSON strings (RFC 8259, section 7). Half a surrogate pair is no character and refused. */
final class JsonEscape {
    private JsonEscape() {}

    /** Goes past one escape; the input stands at its backslash. */
    static void skip(JsonInput input) {
        read(input);
    }

    /** Goes past one escape and appends its character in UTF-8. */
    static void decode(JsonInput input, Output out) {
        int codePoint = read(input);
        if (codePoint < 0x80) {
            out.writeByte(codePoint);
        } else if (codePoint < 0x800) {
            out.writeByte(0xc0 | (codePoint >> 6));
            out.writeByte(0x80 | (codePoint & 0x3f));
        } else if (codePoint < 0x10000) {
            out.writeByte(0xe0 | (codePoint >> 12));
            out.writeByte(0x80 | (codePoint >> 6 & 0x3f));
            out.writeByte(0x80 | (codePoint & 0x3f));
        } else {
            out.writeByte(0xf0 | (codePoint >> 18));
            out.writeByte(0x80 | (codePoint >> 12 & 0x3f));
            out.writeByte(0x80 | (codePoint >> 6 & 0x3f));
            out.writeByte(0x80 | (codePoint & 0x3f));
        }
    }

    private static int read(JsonInput input) {
        input.nextByte();
        return switch (input.nextByte()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(input);
            default -> throw MalformedException.INSTANCE;
        };
    }

    private static int unicode(JsonInput input) {
        int unit = hex(input);
        if (unit < 0xd800 || unit > 0xdfff) {
            return unit;
        }
        if (unit > 0xdbff || input.nextByte() != '\\' || input.nextByte() != 'u') {
            throw MalformedException.INSTANCE;
        }
        int low = hex(input);
        if (low < 0xdc00 || low > 0xdfff) {
            throw MalformedException.INSTANCE;
        }
        return Character.toCodePoint((char) unit, (char) low);
    }

    private static int hex(JsonInput input) {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int next = input.nextByte();
            // Character.digit would take the digits of other scripts, but a byte has none of those.
            int digit = Character.digit(next, 16);
            if (digit < 0) {
                throw MalformedException.INSTANCE;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
