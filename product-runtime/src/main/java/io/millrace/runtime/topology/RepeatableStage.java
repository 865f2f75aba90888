package io.millrace.runtime.topology;

import java.time.InstantSource;

/** Identity whose state can be put back: tells the notes which record is at hand. */
final class RepeatableStage implements IdentityStage {
    private final IdentityStage inner;
    private final UndoLog notes;
    private final InstantSource time;

    RepeatableStage(IdentityStage inner, UndoLog notes, InstantSource time) {
        this.inner = inner;
        this.notes = notes;
        this.time = time;
    }

    @Override
    public Admission admit(InputRecord record, RecordReader reader) {
        notes.at(record.offset(), time.millis());
        return inner.admit(record, reader);
    }

    @Override
    public void judged(InputRecord record, long rejectedBy) {
        inner.judged(record, rejectedBy);
    }

    @Override
    public void unreadable(InputRecord record) {
        notes.at(record.offset(), time.millis());
        inner.unreadable(record);
    }

    @Override
    public boolean needsKey() {
        return inner.needsKey();
    }

    @Override
    public void tidy(long streamTimeMillis) {
        inner.tidy(streamTimeMillis);
        notes.tidy(time.millis());
    }
}
