package io.millrace.cli.demo.verify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A form in which a clear value could hide in bytes. Letter case is folded afterwards, by the scanner. */
enum Encoding {
    RAW("raw") {
        @Override
        byte[] apply(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
    },
    HEX("hex") {
        @Override
        byte[] apply(String value) {
            return ascii(HexFormat.of().formatHex(RAW.apply(value)));
        }
    },
    /** As {@code Arrays.toString(byte[])} prints it, without the brackets. */
    DECIMAL("decimal bytes") {
        @Override
        byte[] apply(String value) {
            String text = Arrays.toString(RAW.apply(value));
            return ascii(text.substring(1, text.length() - 1));
        }
    },
    UTF_16_BE("UTF-16") {
        @Override
        byte[] apply(String value) {
            return value.getBytes(StandardCharsets.UTF_16BE);
        }
    },
    UTF_16_LE("UTF-16") {
        @Override
        byte[] apply(String value) {
            return value.getBytes(StandardCharsets.UTF_16LE);
        }
    },
    /** A form field: a space is a plus. */
    URL_FORM("URL-encoded") {
        @Override
        byte[] apply(String value) {
            return ascii(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    },
    /** A path segment: a space is {@code %20}. */
    URL_PATH("URL-encoded") {
        @Override
        byte[] apply(String value) {
            return ascii(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        }
    },
    BASE64_AT_0("base64") {
        @Override
        byte[] apply(String value) {
            return base64(value, 0);
        }
    },
    BASE64_AT_1("base64") {
        @Override
        byte[] apply(String value) {
            return base64(value, 1);
        }
    },
    BASE64_AT_2("base64") {
        @Override
        byte[] apply(String value) {
            return base64(value, 2);
        }
    };

    private final String text;

    Encoding(String text) {
        this.text = text;
    }

    /** For messages. */
    String text() {
        return text;
    }

    /** The bytes of a value in this form. */
    abstract byte[] apply(String value);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The characters that the value alone decides when it stands {@code offset} bytes (modulo 3) into what is encoded:
     * those that also hold bits of a neighbour are left out at both ends.
     */
    private static byte[] base64(String value, int offset) {
        byte[] clear = RAW.apply(value);
        byte[] shifted = new byte[offset + clear.length];
        System.arraycopy(clear, 0, shifted, offset, clear.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (offset * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return ascii(encoded.substring(from, to));
    }
}
