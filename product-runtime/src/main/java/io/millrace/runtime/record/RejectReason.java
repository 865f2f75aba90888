package io.millrace.runtime.record;

/** Why a record became a dead letter. The codes are part of the public interface. */
public enum RejectReason {
    /** The bytes are not what the input format says: no magic byte, cut short, not JSON, bad UTF-8. */
    MALFORMED("malformed"),
    /** The registry knows no schema of the record's id. */
    UNKNOWN_SCHEMA("unknown-schema"),
    /** The writer's schema has no such field, or one of a type the contract cannot take. */
    INCOMPATIBLE_SCHEMA("incompatible-schema"),
    /** The record has no key, or no id where identity needs one. */
    MISSING_IDENTITY("missing-identity"),
    /** A value cannot be converted to the contract's type, or had no form in the raw record. */
    TYPE_MISMATCH("type-mismatch"),
    /** A required value is null or absent. */
    MISSING_VALUE("missing-value"),
    /** A rule of the contract does not hold. */
    RULE_VIOLATED("rule-violated"),
    /** Older than the input port allows. */
    TOO_LATE("too-late"),
    /** Further in the future than the input port allows. */
    IN_THE_FUTURE("in-the-future"),
    /** The database did not send an unchanged large value. */
    VALUE_UNAVAILABLE("value-unavailable"),
    /** Larger than the output topic takes, or a value larger than the raw topic took. */
    OVERSIZE("oversize"),
    /** An operation the port cannot express, such as TRUNCATE. */
    UNSUPPORTED_OPERATION("unsupported-operation"),
    /** The record's key is not the primary key of the row it is to be merged into. */
    KEY_MISMATCH("key-mismatch"),
    /** The value, or a header, names its schema by GUID: version 1 of the wire format. Version 0 is read. */
    SCHEMA_BY_GUID("schema-by-guid"),
    /** A value that was to arrive masked does not look like what its mask makes. */
    NOT_MASKED("not-masked");

    private final String code;

    RejectReason(String code) {
        this.code = code;
    }

    /** As written in dead letters and metrics. */
    public String code() {
        return code;
    }
}
