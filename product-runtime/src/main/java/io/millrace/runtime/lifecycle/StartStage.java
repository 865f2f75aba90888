package io.millrace.runtime.lifecycle;

import java.util.Locale;

/** What a product that is not running yet is at, or waits for; in this order. */
public enum StartStage {
    /** A broker that answers. */
    BROKER,
    /** A schema registry that answers. */
    REGISTRY,
    /** Topics, those of its inputs included, and what a plan says beside them. */
    TOPICS,
    /** Keys of masks and dead letters, and schemas of its outputs. */
    KEYS,
    /** Partitions, which the members of its group share. */
    PARTITIONS,
    /** Local state that is read back. */
    STATE;

    /** One lower-case word, as in {@code /status}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
