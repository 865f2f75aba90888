package io.millrace.runtime.combine;

import io.millrace.runtime.record.Fragment;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges parts into rows. What a row comes to depends on the last part of each input only, not on the order in which
 * the inputs were read. For one thread.
 */
public final class RowMerger {
    private final RowLayout layout;
    private final StoredRow row;

    public RowMerger(RowLayout layout) {
        this.layout = layout;
        this.row = new StoredRow(layout);
    }

    /**
     * Merges a part into the row of its key.
     *
     * @param input the input that brings it, by {@link RowLayout#input}
     * @param stored what is stored under the key; null: nothing
     */
    public MergedRow merge(int input, Outcome.Part part, byte @Nullable [] stored) {
        row.load(stored);
        boolean wasComplete = row.isComplete();
        Optional<byte[]> last = Optional.empty();
        String flagsBefore = row.flags();
        if (part.fragment().isPresent()) {
            Outcome.Rejected why = take(input, part.fragment().get());
            if (why != null) {
                return new MergedRow.Refused(why);
            }
        } else {
            if (part.change() == Outcome.Part.Change.DELETED && input == 0 && wasComplete) {
                last = Optional.of(row.splice());
            }
            row.drop(input);
        }
        Optional<byte[]> record = row.isComplete() ? Optional.of(row.splice()) : Optional.empty();
        String flags = last.isPresent() ? flagsBefore : row.flags();
        return new MergedRow.Row(Optional.ofNullable(row.store()), record, last, wasComplete, flags);
    }

    /**
     * Notes that a part was rejected: what is stored of the fields that it named is no longer what they last were, and
     * must not stand in for a value that was not sent.
     *
     * @param part what was rejected; only what it says about each field counts, not the values
     * @return what is to be stored under the key; empty: nothing changes
     */
    public Optional<byte[]> reject(int input, Outcome.Part part, byte @Nullable [] stored) {
        if (!layout.repairs()) {
            return Optional.empty();
        }
        row.load(stored);
        int[] fields = layout.fieldsOf(input);
        boolean changed = false;
        for (int i = 0; i < fields.length; i++) {
            boolean named = part.fragment().isEmpty() || part.fragment().get().content(i) == Fragment.Content.VALUE;
            changed |= named && row.doubt(fields[i]);
        }
        return changed ? Optional.ofNullable(row.store()) : Optional.empty();
    }

    private Outcome.@Nullable Rejected take(int input, Fragment fragment) {
        int[] fields = layout.fieldsOf(input);
        for (int i = 0; i < fields.length; i++) {
            Fragment.Content content = fragment.content(i);
            if (content != Fragment.Content.VALUE && (row.isDoubtful(fields[i]) || !row.isKnown(fields[i]))) {
                if (content == Fragment.Content.UNAVAILABLE) {
                    return new Outcome.Rejected(RejectReason.VALUE_UNAVAILABLE, layout.name(fields[i]));
                } else if (row.isDoubtful(fields[i]) || layout.isAwaited(fields[i])) {
                    return new Outcome.Rejected(RejectReason.MISSING_VALUE, layout.name(fields[i]));
                }
            }
        }
        row.take(input, fragment);
        return null;
    }
}
