package io.millrace.embedded;

/** The POSIX signals the parts are ended with, by the names {@code kill -s} takes. */
enum Signal {
    TERM,
    INT,
    QUIT,
    KILL
}
