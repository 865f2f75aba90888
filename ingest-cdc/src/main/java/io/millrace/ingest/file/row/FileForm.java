package io.millrace.ingest.file.row;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;

/** How rows stand in a file. */
public sealed interface FileForm {
    /** How bytes become characters. */
    Charset charset();

    /**
     * A delimiter as people write it.
     *
     * @param text one character, or {@code tab}
     * @throws IllegalArgumentException if it is neither
     */
    static char delimiter(String text) {
        String between = text.equals("tab") ? "\t" : text;
        if (between.length() != 1) {
            throw new IllegalArgumentException("a delimiter is one character, or tab");
        }
        return between.charAt(0);
    }

    /**
     * Comma-separated values (RFC 4180), with a header row.
     *
     * @param delimiter between fields
     * @param quote around fields that hold delimiters, quotes or line ends
     * @param nullText an unquoted field of this text is null, beside the empty one
     * @param ignored columns that are left out
     */
    record Csv(char delimiter, char quote, Charset charset, Optional<String> nullText, Set<String> ignored)
            implements FileForm {
        public Csv {
            ignored = Set.copyOf(ignored);
        }
    }

    /** One JSON object a line. */
    record Lines(Charset charset) implements FileForm {}
}
