package io.millrace.contracts.access;

/** What may be done with a resource; named as Kafka's access control lists name it. */
public enum Operation {
    CREATE("Create"),
    READ("Read"),
    WRITE("Write"),
    DESCRIBE("Describe"),
    DESCRIBE_CONFIGS("DescribeConfigs"),
    DELETE("Delete");

    private final String option;

    Operation(String option) {
        this.option = option;
    }

    /** As {@code kafka-acls --operation} takes it. */
    String option() {
        return option;
    }
}
