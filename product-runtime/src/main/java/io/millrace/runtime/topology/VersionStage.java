package io.millrace.runtime.topology;

import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.Fingerprinter;
import io.millrace.runtime.identity.LatestVersions;
import io.millrace.runtime.metrics.TaskBalance;
import io.millrace.runtime.plan.IdentitySink;
import java.nio.ByteBuffer;

/** Identity by latest version: per record key, what is not newer than what a port has taken is superseded. */
final class VersionStage implements IdentityStage {
    private static final long CONTENT_MASK = (1L << 48) - 1;

    private final LatestVersions latest;
    private final Fingerprinter fingerprinter;
    private final Fingerprinter contents;
    private final TaskBalance balance;
    private final IdentitySink sink = this::take;
    private boolean present;
    private long version;
    private long content;
    private long admitted;
    private Fingerprint key = new Fingerprint(0, 0);

    VersionStage(LatestVersions latest, byte[] fingerprintKey, TaskBalance balance) {
        this.latest = latest;
        this.fingerprinter = new Fingerprinter(fingerprintKey);
        this.contents = Fingerprinter.quick(fingerprintKey);
        this.balance = balance;
    }

    @Override
    public Admission admit(InputRecord record, RecordReader reader) {
        present = false;
        reader.plan().identity(reader.row(), sink);
        byte[] recordKey = record.key();
        if (!present || recordKey == null) {
            return Admission.UNIDENTIFIED;
        }
        key = fingerprinter.hash(recordKey, 0, recordKey.length).fingerprint();
        byte[] value = record.value();
        content = value == null ? 0 : contents.hash(value, 0, value.length).high() & CONTENT_MASK;
        LatestVersions.Answer answer = latest.compare(key, version, content);
        if (answer.conflict()) {
            balance.countConflict();
        }
        admitted = answer.newer();
        return Admission.of(admitted);
    }

    private void take(byte[] bytes, int offset, int length) {
        present = length == Long.BYTES;
        version = present ? ByteBuffer.wrap(bytes, offset, length).getLong() : 0;
    }

    @Override
    public void judged(InputRecord record, long rejectedBy) {
        latest.taken(key, version, content, admitted & ~rejectedBy);
    }

    @Override
    public boolean needsKey() {
        return true;
    }
}
