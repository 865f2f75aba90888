package io.millrace.cli;

/** How a command writes what it found. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs; documented in the operations guide. */
    JSON
}
