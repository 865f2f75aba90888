package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.access.TransactionalId;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.publish.OffsetLog;
import io.millrace.ingest.safety.PublicationText;
import io.millrace.ingest.safety.ServerFacts;
import io.millrace.ingest.safety.ServerFacts.Slot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Takes a source back to where it was before its first start. Topics and what is in them stay. It holds the source's
 * lock while it works, so that no ingestion starts meanwhile; broken off, it is finished by the next call.
 */
public final class SourceRemoval {
    private final SourceDescriptor source;
    private final DatabaseSettings database;
    private final Map<String, String> kafka;
    private final boolean publicationToo;

    private SourceRemoval(
            SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka, boolean publicationToo) {
        this.source = source;
        this.database = database;
        this.kafka = kafka;
        this.publicationToo = publicationToo;
    }

    /** Everything that ingestion made in the database, and what it knows of it. */
    public static SourceRemoval all(SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka) {
        return new SourceRemoval(source, database, kafka, true);
    }

    /** What makes the next start take a new snapshot; the publication stays. */
    public static SourceRemoval forNewSnapshot(
            SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka) {
        return new SourceRemoval(source, database, kafka, false);
    }

    /**
     * What {@link #execute} would do, one sentence each; empty if nothing is left to do.
     *
     * @throws IngestException where somebody streams from the slot, or the database is out of reach
     * @throws KafkaException where the cluster is out of reach or refuses
     */
    public List<String> look() throws InterruptedException {
        return withLock(session -> steps(session).stream().map(Step::words).toList());
    }

    /**
     * Does it.
     *
     * @param say told each step as it is done
     * @throws IngestException where somebody streams from the slot, or the database is out of reach or refuses
     * @throws KafkaException where the cluster is out of reach or refuses
     */
    public void execute(Consumer<String> say) throws InterruptedException {
        withLock(session -> {
            for (Step step : steps(session)) {
                step.work().run();
                say.accept(step.words());
            }
            return true;
        });
    }

    private List<Step> steps(SourceSession session) throws SQLException, InterruptedException {
        var steps = new ArrayList<Step>();
        ServerFacts facts = session.facts(source.slot(), source.publication());
        facts.slot().flatMap(Slot::activePid).ifPresent(pid -> {
            throw new IngestException("replication slot " + source.slot() + " is read by process " + pid
                    + " of the server, and is not dropped under it; stop that reader first");
        });
        if (facts.slot().isPresent()) {
            steps.add(new Step("drop replication slot " + source.slot(), () -> session.dropSlot(source.slot())));
        }
        if (publicationToo && facts.publication().isPresent()) {
            String drop = new PublicationText(source).drop();
            steps.add(new Step("drop publication " + source.publication(), () -> session.run(drop)));
        }
        var offsets = new OffsetLog(source.offsetTopic(), source.name());
        Optional<String> record = offsets.known(kafka);
        record.ifPresent(words -> steps.add(new Step(
                "forget " + words + " in topic " + source.offsetTopic(),
                () -> offsets.forget(kafka, TransactionalId.of(source)))));
        return steps;
    }

    private <T> T withLock(Work<T> work) throws InterruptedException {
        try (SourceSession session = DatabaseKinds.of(database).open("millrace-remove")) {
            if (!session.tryLock(source.slot())) {
                throw new IngestException("source " + source.name()
                        + " is being ingested, or stands by to be; stop every 'millrace ingest' of it first");
            }
            return work.run(session);
        } catch (SQLException e) {
            throw new IngestException("database " + database.name() + " at " + database.host() + ":" + database.port()
                    + " refused: " + SafeCause.of(e));
        }
    }

    private interface Work<T> {
        T run(SourceSession session) throws SQLException, InterruptedException;
    }

    private interface Action {
        void run() throws SQLException, InterruptedException;
    }

    private record Step(String words, Action work) {}
}
