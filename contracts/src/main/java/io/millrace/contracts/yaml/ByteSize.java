package io.millrace.contracts.yaml;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 64MiB}, {@code 2GiB}. */
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(KiB|MiB|GiB)");
    private static final Map<String, Integer> SHIFTS = Map.of("KiB", 10, "MiB", 20, "GiB", 30);

    private ByteSize() {}

    /** Bytes; empty where the text is no size. */
    public static Optional<Long> parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) << SHIFTS.getOrDefault(matcher.group(2), 0))
                : Optional.empty();
    }
}
