package io.millrace.bench.ingest;

import java.util.Locale;

/** What carries the rows. Names are public: reports carry them. */
public enum Pipe {
    ENGINE("Debezium's engine, rows thrown away"),
    MILLRACE("Millrace, exactly once into Kafka"),
    SERVER("Debezium Server, JSON without schemas, at least once into Kafka");

    private final String title;

    Pipe(String title) {
        this.title = title;
    }

    /** As in reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }
}
