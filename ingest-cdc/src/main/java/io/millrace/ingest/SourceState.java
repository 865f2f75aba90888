package io.millrace.ingest;

/** Where the ingestion of one source stands. Causes name places and settings, never a row's values. */
public sealed interface SourceState {

    /** Connecting, checking, waiting for the engine's first record. */
    record Starting() implements SourceState {}

    /** Reading the tables as they were when the slot was made. */
    record Snapshotting() implements SourceState {}

    /** Following the write-ahead log. */
    record Streaming() implements SourceState {}

    /** Another instance ingests this source; this one takes over when that one ends. */
    record Standby() implements SourceState {}

    /**
     * Something that may pass is in the way; everything is rebuilt after a pause.
     *
     * @param cause what failed
     */
    record Retrying(String cause) implements SourceState {}

    /**
     * Going on would lose or double rows. It stays so until a person acted and ingestion is started again.
     *
     * @param cause what was found and what was expected
     * @param repair what to do, a command where there is one
     */
    record Halted(String cause, String repair) implements SourceState {}

    /** Closed in an orderly way. */
    record Stopped() implements SourceState {}
}
