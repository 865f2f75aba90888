package io.millrace.contracts.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Millrace, such as {@code 1.4.2} or {@code 0.1.0-SNAPSHOT}. Only major and minor are compared: a patch
 * adds nothing that a descriptor could use.
 */
public record MillraceVersion(int major, int minor, String text) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\..*)?");
    private static final Comparator<MillraceVersion> BY_MINOR =
            Comparator.comparingInt(MillraceVersion::major).thenComparingInt(MillraceVersion::minor);

    /** This one, as the build wrote it down. */
    public static final MillraceVersion CURRENT = current();

    /** Empty for a text of another form. */
    static Optional<MillraceVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new MillraceVersion(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text))
                : Optional.empty();
    }

    boolean isLaterThan(MillraceVersion other) {
        return BY_MINOR.compare(this, other) > 0;
    }

    private static MillraceVersion current() {
        try (InputStream file = MillraceVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return parse(properties.getProperty("version", ""))
                    .orElseThrow(() -> new IllegalStateException("the build wrote no version.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
