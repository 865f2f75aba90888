package io.millrace.ingest.event;

import org.jspecify.annotations.Nullable;

/** A place in a JSON document, written as JSON Pointer (RFC 6901) only where somebody asks. */
record Pointer(@Nullable Pointer parent, String step) {

    /** The place below {@code parent}, which is null for the document itself. */
    static String text(@Nullable Pointer parent, String step) {
        return (parent == null ? "" : parent.text()) + "/"
                + step.replace("~", "~0").replace("/", "~1");
    }

    String text() {
        return text(parent, step);
    }
}
