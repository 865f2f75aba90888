package io.millrace.contracts.resolve;

import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The values of {@code logicalTypeOptions.format}: forms of texts, and widths of whole numbers. */
final class Formats {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";
    private static final String GROUP = "[0-9a-fA-F]{1,4}";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private static final Map<String, String> TEXTS = Map.of(
            "uuid", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            "email", "[^@\\s]+@[^@\\s]+\\.[^@\\s]+",
            "ipv4", IPV4,
            "ipv6", ipv6(),
            // RFC 1123, section 2.1: labels of 1 to 63 characters, at most 253 in all
            "hostname", "(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*",
            // RFC 3986: a scheme, a colon, and only characters that a URI may hold
            "uri", "[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+",
            // RFC 4648, section 4
            "byte", "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

    /** Words that say how a text is shown or kept, or what the Avro type says already. */
    private static final Set<String> NO_DEMAND_ON_TEXT = Set.of("password", "binary");

    private static final Set<String> FLOATS = Set.of("f32", "f64");

    private Formats() {}

    /** What a format demands of values of a type; empty where that is nothing, or is not known. */
    static Optional<Condition> of(String format, FieldType type) {
        if (type == Simple.STRING) {
            return Optional.ofNullable(TEXTS.get(format)).map(Condition.Matches::new);
        }
        return isWhole(type) ? width(format, type) : Optional.empty();
    }

    /** Whether a format is known and holds of every value of the type. */
    static boolean demandsNothing(String format, FieldType type) {
        if (type == Simple.STRING) {
            return NO_DEMAND_ON_TEXT.contains(format);
        }
        return isWhole(type) ? bits(format).isPresent() : FLOATS.contains(format) && isReal(type);
    }

    /** The formats of texts that are run, for messages. */
    static String texts() {
        return String.join(", ", new TreeSet<>(TEXTS.keySet()));
    }

    private static boolean isWhole(FieldType type) {
        return type == Simple.INT || type == Simple.LONG;
    }

    private static boolean isReal(FieldType type) {
        return type == Simple.FLOAT || type == Simple.DOUBLE || type instanceof FieldType.Decimal;
    }

    /** {@code i8} to {@code i128} and {@code u8} to {@code u128}, as far as they are narrower than the type. */
    private static Optional<Condition> width(String format, FieldType type) {
        int typeBits = type == Simple.INT ? Integer.SIZE : Long.SIZE;
        return bits(format).flatMap(bits -> {
            if (format.startsWith("i")) {
                return bits < typeBits
                        ? Optional.of(within(BigInteger.ONE.shiftLeft(bits - 1).negate(), bits - 1))
                        : Optional.empty();
            }
            return Optional.of(bits < typeBits ? within(BigInteger.ZERO, bits) : within(BigInteger.ZERO, typeBits - 1));
        });
    }

    private static Condition within(BigInteger least, int bits) {
        return new Condition.Within(
                new BigDecimal(least),
                new BigDecimal(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
    }

    private static Optional<Integer> bits(String format) {
        return format.matches("[iu](8|16|32|64|128)")
                ? Optional.of(Integer.parseInt(format.substring(1)))
                : Optional.empty();
    }

    /** RFC 4291, section 2.2: eight groups, one run of them left out at most, the last two perhaps as IPv4. */
    private static String ipv6() {
        StringBuilder forms = new StringBuilder("(" + GROUP + ":){7}" + GROUP + "|(" + GROUP + ":){6}" + IPV4);
        for (int before = 0; before <= 7; before++) {
            String head = before == 0 ? "" : GROUP + "(:" + GROUP + "){" + (before - 1) + "}";
            int most = 7 - before;
            forms.append('|').append(head).append("::");
            if (most > 0) {
                forms.append("(" + GROUP + "(:" + GROUP + "){0," + (most - 1) + "})?");
            }
            if (most > 1) {
                forms.append('|').append(head).append("::(" + GROUP + ":){0," + (most - 2) + "}" + IPV4);
            }
        }
        return forms.toString();
    }
}
