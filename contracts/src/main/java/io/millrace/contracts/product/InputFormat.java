package io.millrace.contracts.product;

/** How the bytes of an input topic are read, and which roots a path into it may have. */
public enum InputFormat {
    /** A Debezium envelope in Avro, Confluent wire format; roots {@code before}, {@code after}, {@code source}, {@code op}. */
    DEBEZIUM_AVRO("debezium-avro"),
    /**
     * A Debezium envelope in JSON, with the schema block of Kafka Connect's converter or without; roots as above.
     */
    DEBEZIUM_JSON("debezium-json"),
    /** A plain Avro record in Confluent wire format; root {@code event}. */
    AVRO("avro"),
    /** A JSON object; root {@code event}. */
    JSON("json"),
    /** A CloudEvents 1.0 event, structured or binary mode, with a JSON payload; root {@code event} is its data. */
    CLOUDEVENTS("cloudevents");

    private final String text;

    InputFormat(String text) {
        this.text = text;
    }

    /** Whether records are changes of a table, in Debezium's envelope. */
    public boolean isChange() {
        return this == DEBEZIUM_AVRO || this == DEBEZIUM_JSON;
    }

    /** Whether values are Avro in the Confluent wire format, each naming its writer's schema. */
    public boolean isAvro() {
        return this == DEBEZIUM_AVRO || this == AVRO;
    }

    /** As written in a descriptor. */
    public String text() {
        return text;
    }
}
