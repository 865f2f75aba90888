package io.millrace.runtime.record;

/** What a record says happened. */
public enum Operation {
    /** A domain event: an immutable fact. */
    EVENT("e"),
    /** A row read by a snapshot. */
    SNAPSHOT("r"),
    CREATE("c"),
    UPDATE("u"),
    DELETE("d"),
    TRUNCATE("t"),
    /** Carries no row: a logical message, a heartbeat, a tombstone that follows a delete. */
    CONTROL("m");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** The value of header {@code mr-op}; Debezium's code for change events. */
    public String code() {
        return code;
    }
}
