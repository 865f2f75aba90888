package io.millrace.contracts.yaml;

import java.util.Map;

/**
 * How strictly the maps of a document are read.
 *
 * @param name of the document's format and version, for messages
 * @param blankIsAbsent whether an empty text is allowed, and means as much as a missing one
 * @param open whether unknown keys are allowed, unless one is nearly a known one
 * @param later keys that came in a later version, with that version
 */
public record Dialect(String name, boolean blankIsAbsent, boolean open, Map<String, String> later) {
    /** Of our own files and containers: every key means something, and so does every text. */
    public static final Dialect OURS = new Dialect("", false, false, Map.of());

    public Dialect {
        later = Map.copyOf(later);
    }

    /** The same, closed for unknown keys. */
    public Dialect closed() {
        return new Dialect(name, blankIsAbsent, false, later);
    }
}
