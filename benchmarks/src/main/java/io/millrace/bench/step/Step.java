package io.millrace.bench.step;

import io.millrace.bench.load.Kind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The steps of the ladder, from the bare copy up. Names are public: reports carry them. */
public enum Step {
    R0("raw byte copy", false),
    R0_EXACTLY_ONCE("raw byte copy in transactions", true),
    PASS_THROUGH("Kafka Streams, source to sink", false),
    STRUCTURE("product: every field read, converted and written", false),
    MASKS("+ two HMAC pseudonyms", false),
    IDENTITY("+ identity by event id", false),
    CHECKS("+ checks and event time bounds", false),
    FULL("+ exactly once, as `millrace run` runs it", true),
    IDIOMATIC("hand-written Kafka Streams, exactly once", true),
    R0_JSON("raw byte copy of JSON in transactions", true),
    FULL_JSON("the product, of changes in Debezium's JSON", true),
    IDIOMATIC_JSON("hand-written, with a Jackson tree", true);

    private final String title;
    private final boolean exactlyOnce;

    Step(String title, boolean exactlyOnce) {
        this.title = title;
        this.exactlyOnce = exactlyOnce;
    }

    /** As in reports and on the command line, such as {@code pass-through}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public boolean exactlyOnce() {
        return exactlyOnce;
    }

    /** The raw copy with the same guarantee. */
    public Step baseline() {
        if (json()) {
            return R0_JSON;
        }
        return exactlyOnce ? R0_EXACTLY_ONCE : R0;
    }

    /** Whether it reads JSON; such steps run only where they are asked for. */
    public boolean json() {
        return this == R0_JSON || this == FULL_JSON || this == IDIOMATIC_JSON;
    }

    /** The steps that run unless others are asked for. */
    public static Set<Step> ladder() {
        return EnumSet.range(R0, IDIOMATIC);
    }

    /** Whether it leaves values as they are. */
    public boolean isCopy() {
        return this == PASS_THROUGH || this == baseline();
    }

    /** What comes out at the other end. */
    public Set<Kind> passes() {
        return switch (this) {
            case R0, R0_EXACTLY_ONCE, PASS_THROUGH, R0_JSON -> EnumSet.allOf(Kind.class);
            case STRUCTURE, MASKS -> EnumSet.of(Kind.VALID, Kind.DUPLICATE, Kind.INVALID);
            case IDENTITY -> EnumSet.of(Kind.VALID, Kind.INVALID);
            case CHECKS, FULL, IDIOMATIC, FULL_JSON, IDIOMATIC_JSON -> EnumSet.of(Kind.VALID);
        };
    }

    /** What becomes a dead letter. */
    public Set<Kind> rejects() {
        return switch (this) {
            case R0, R0_EXACTLY_ONCE, PASS_THROUGH, R0_JSON -> EnumSet.noneOf(Kind.class);
            case STRUCTURE, MASKS, IDENTITY -> EnumSet.of(Kind.MALFORMED);
            case CHECKS, FULL, IDIOMATIC, FULL_JSON, IDIOMATIC_JSON -> EnumSet.of(Kind.MALFORMED, Kind.INVALID);
        };
    }

    /** The product of the benchmarks' mesh whose settings, and from structure on whose topology, it runs. */
    public String product() {
        return switch (this) {
            case R0, R0_EXACTLY_ONCE, PASS_THROUGH, STRUCTURE -> "structure";
            case MASKS -> "masks";
            case IDENTITY -> "identity";
            case CHECKS, FULL, IDIOMATIC -> "checks";
            case R0_JSON, FULL_JSON, IDIOMATIC_JSON -> "json";
        };
    }
}
