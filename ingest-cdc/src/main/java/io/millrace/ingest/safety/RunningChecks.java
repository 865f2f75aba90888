package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.position.Evidence;
import io.millrace.ingest.position.Evidence.Membership;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.safety.ServerFacts.Publication;
import io.millrace.ingest.safety.ServerFacts.Slot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must go on holding while a source is read: looked at every few seconds, by one thread. What it cannot see, that
 * another log grew in the place of the one that was read, the first event of a run tells.
 */
public final class RunningChecks {
    private final LogChecks log;
    private final SlotChecks slots;
    private final PublicationChecks publications;
    private final List<String> tables;
    private final IngestOffset start;
    private @Nullable Membership publication;

    /** @param start what was committed when the run started */
    public RunningChecks(SourceDescriptor source, IngestOffset start) {
        var repairs = Repairs.of(source);
        this.log = new LogChecks(repairs);
        this.slots = new SlotChecks(repairs);
        this.publications = new PublicationChecks(repairs);
        this.tables = source.capturedNames();
        this.start = start;
        this.publication = start.evidence().publication();
    }

    /**
     * Looks at the source.
     *
     * @param before what was committed before the facts were read; null while a snapshot runs: the slot and the
     *     publication may not be there yet
     * @param committed what was committed when they had been read, since the slot follows it
     * @throws HaltException if changes are lost, or were not sent
     */
    public void look(@Nullable ResumePoint before, @Nullable ResumePoint committed, ServerFacts now) {
        log.sameDatabase(start, now);
        if (before != null && committed != null) {
            log.reaches(before.lsn(), now);
            slots.check(committed.lsn(), now);
        }
        Optional<Publication> found = now.publication();
        if (before != null || publication != null) {
            publications.check(tables, publication, found);
        }
        found.ifPresent(present -> publication = present.membership());
    }

    /** The publication's tables as last seen; null before the first look. */
    public @Nullable Membership publication() {
        return publication;
    }

    /**
     * Checks the slot once the engine has it, ahead of the first batch: the engine makes a new one where it finds none,
     * which begins behind what was committed, and whose first changes would hide that.
     *
     * @throws HaltException if it is not the one that was there
     */
    public static void attached(SourceDescriptor source, IngestOffset start, ServerFacts now) {
        ResumePoint resume = start.resume();
        if (resume != null) {
            Slot unused = new SlotChecks(Repairs.of(source)).check(resume.lsn(), now);
        }
    }

    /**
     * Checks the first event of a run.
     *
     * @throws HaltException if the log is not the one that was read
     */
    public static void first(SourceDescriptor source, IngestOffset start, Landmark found) {
        Evidence evidence = start.evidence();
        Landmark expected = evidence.next();
        if (expected != null && !expected.matches(found)) {
            ResumePoint resume = Objects.requireNonNull(start.resume());
            throw new LogChecks(Repairs.of(source)).anotherLog(expected, found, resume.lsn());
        }
    }
}
