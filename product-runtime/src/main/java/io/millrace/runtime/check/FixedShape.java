package io.millrace.runtime.check;

import io.millrace.runtime.record.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole text has a fixed number of ASCII characters, each from a fixed set, as a UUID or a currency code. That is
 * what many regular expressions say, and it is decided on the bytes, without making a string.
 */
final class FixedShape implements Condition {
    private static final int LONGEST = 256;

    /** For each place which of the characters 0 to 63 it takes, then which of 64 to 127. */
    private final long[] places;

    private final int length;

    /** A set of ASCII characters: a bit for each of 0 to 63, and of 64 to 127. */
    private record CharacterSet(long low, long high) {
        static CharacterSet range(char first, char last) {
            long low = 0;
            long high = 0;
            for (char c = first; c <= last; c++) {
                low |= c < Long.SIZE ? 1L << c : 0;
                high |= c < Long.SIZE ? 0 : 1L << (c - Long.SIZE);
            }
            return new CharacterSet(low, high);
        }

        CharacterSet or(CharacterSet other) {
            return new CharacterSet(low | other.low, high | other.high);
        }
    }

    private FixedShape(List<CharacterSet> places) {
        this.length = places.size();
        this.places = places.stream()
                .flatMapToLong(place -> LongStream.of(place.low(), place.high()))
                .toArray();
    }

    /**
     * The shape that a pattern of {@code java.util.regex} describes.
     *
     * @param pattern one that compiles
     * @return empty where it has more to it than letters, digits and harmless signs, classes of them, {@code \d},
     *     groups, and {@code {n}}
     */
    static Optional<Condition> of(String pattern) {
        List<CharacterSet> places = new Parser(pattern).parse();
        return places == null ? Optional.empty() : Optional.of(new FixedShape(places));
    }

    @Override
    public boolean holds(Cell cell) {
        if (cell.length() != length) {
            return false;
        }
        byte[] data = cell.data();
        int start = cell.start();
        for (int i = 0; i < length; i++) {
            int character = data[start + i];
            // A long is shifted by its count modulo 64.
            if (character < 0 || (places[2 * i + (character >> 6)] >>> character & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads the few forms it knows; anything else ends it with null. */
    private static final class Parser {
        private final String pattern;
        private int at;

        Parser(String pattern) {
            this.pattern = pattern;
        }

        @Nullable
        List<CharacterSet> parse() {
            List<CharacterSet> places = sequence();
            return at == pattern.length() ? places : null;
        }

        private @Nullable List<CharacterSet> sequence() {
            List<CharacterSet> places = new ArrayList<>();
            while (at < pattern.length() && pattern.charAt(at) != ')') {
                List<CharacterSet> item = item();
                int times = item == null ? -1 : times();
                if (item == null || times < 0 || places.size() + (long) times * item.size() > LONGEST) {
                    return null;
                }
                for (int i = 0; i < times; i++) {
                    places.addAll(item);
                }
            }
            return places;
        }

        private @Nullable List<CharacterSet> item() {
            char c = pattern.charAt(at);
            if (c == '(') {
                at++;
                boolean plain = at < pattern.length() && pattern.charAt(at) != '?';
                List<CharacterSet> group = plain ? sequence() : null;
                return group != null && take(')') ? group : null;
            }
            CharacterSet one = c == '[' ? characterClass() : c == '\\' ? digit() : literal();
            return one == null ? null : List.of(one);
        }

        private @Nullable CharacterSet digit() {
            at++;
            return take('d') ? CharacterSet.range('0', '9') : null;
        }

        private @Nullable CharacterSet literal() {
            char c = pattern.charAt(at++);
            return isHarmless(c) || c == '-' ? CharacterSet.range(c, c) : null;
        }

        private @Nullable CharacterSet characterClass() {
            at++;
            CharacterSet all = new CharacterSet(0, 0);
            int start = at;
            while (at < pattern.length() && pattern.charAt(at) != ']') {
                char first = pattern.charAt(at++);
                char last = first;
                if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                    last = pattern.charAt(at + 1);
                    at += 2;
                }
                if (!isHarmless(first) || !isHarmless(last) || last < first) {
                    return null;
                }
                all = all.or(CharacterSet.range(first, last));
            }
            return at > start && take(']') ? all : null;
        }

        /** How often the item before is to come; -1 where that is not fixed. */
        private int times() {
            if (!take('{')) {
                boolean other = at < pattern.length() && "?*+|".indexOf(pattern.charAt(at)) >= 0;
                return other ? -1 : 1;
            }
            int times = 0;
            int start = at;
            while (at < pattern.length() && Character.digit(pattern.charAt(at), 10) >= 0 && times <= LONGEST) {
                times = times * 10 + Character.digit(pattern.charAt(at++), 10);
            }
            boolean bounded = at > start && take('}');
            boolean modified = at < pattern.length() && "?+{*".indexOf(pattern.charAt(at)) >= 0;
            return bounded && !modified ? times : -1;
        }

        private boolean take(char wanted) {
            if (at < pattern.length() && pattern.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        /** Characters that mean themselves, inside and outside of classes. */
        private static boolean isHarmless(char c) {
            return (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || "_/:@ ,;=%".indexOf(c) >= 0;
        }
    }
}
