package io.millrace.runtime.topology;

import io.millrace.contracts.product.InputPort;
import io.millrace.runtime.identity.EventIdIndex;
import io.millrace.runtime.identity.Fingerprinter;
import io.millrace.runtime.identity.IndexSnapshot;
import io.millrace.runtime.identity.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots on disk of the event-id indexes of one input port. A file counts only if it is whole, made for the very
 * same index, and not ahead of what the product had committed when it was started; else it is thrown away with a message
 * and the topic is read back. Shared by the tasks.
 */
final class IndexSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(IndexSnapshots.class);
    private static final long LEAST_NEW = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String definition;
    private final IndexStart start;
    private final Set<Path> ours = ConcurrentHashMap.newKeySet();
    private final Map<Path, Long> writtenAt = new ConcurrentHashMap<>();

    /** @param key of the fingerprints; the file holds a check of it, not the key */
    IndexSnapshots(InputPort input, byte[] key, IndexStart start) {
        byte[] check = "millrace event ids".getBytes(StandardCharsets.UTF_8);
        this.definition = "input=" + input.name() + " format=" + input.format().text() + " identity="
                + input.identity() + " buckets=" + Window.BUCKETS + " key="
                + Long.toHexString(
                        new Fingerprinter(key).hash(check, 0, check.length).high());
        this.start = start;
    }

    private Optional<String> definition(TopicPartition partition) {
        return start.topicId(partition.topic()).map(id -> definition + " partition=" + partition + " topicId=" + id);
    }

    /** Reads a file into an empty index; the offset it covers, or empty where the topic is to be read. */
    OptionalLong load(Path file, TopicPartition partition, EventIdIndex into) {
        Optional<String> wanted = definition(partition);
        if (wanted.isEmpty() || !Files.exists(file)) {
            return OptionalLong.empty();
        }
        try {
            long offset = IndexSnapshot.load(file, wanted.get(), into);
            if (offset < start.committed(partition) || ours.contains(file)) {
                LOG.info("{}: {} event ids read from {}, up to offset {}", partition, into.entries(), file, offset);
                return OptionalLong.of(offset);
            }
            throwAway(
                    file,
                    partition,
                    "it is ahead of the committed offset " + start.committed(partition)
                            + "; offsets were probably set back");
        } catch (IndexSnapshot.UnusableException unusable) {
            throwAway(file, partition, String.valueOf(unusable.getMessage()));
        } catch (IOException cannotRead) {
            throwAway(
                    file,
                    partition,
                    "it cannot be read: " + cannotRead.getClass().getSimpleName());
        }
        return OptionalLong.empty();
    }

    private void throwAway(Path file, TopicPartition partition, String why) {
        LOG.warn("{}: snapshot {} of event ids is not used, because {}; reading the topic back", partition, file, why);
        delete(file);
    }

    /** Writes a file, if that saves enough reading; returns whether it did. */
    boolean save(Path file, TopicPartition partition, long offset, EventIdIndex index, long noted) {
        Optional<String> made = definition(partition);
        Long before = writtenAt.get(file);
        boolean worth = noted >= Math.max(LEAST_NEW, index.entries() / 10)
                && (before == null || System.nanoTime() - before > PAUSE.toNanos());
        // a window that was shortened is not what a start with more memory is to go on with
        if (made.isEmpty() || !worth || index.bucketsInForce() < Window.BUCKETS) {
            return false;
        }
        writtenAt.put(file, System.nanoTime());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            IndexSnapshot.write(file, made.get(), offset, index);
            ours.add(file);
            return true;
        } catch (IOException | UncheckedIOException full) {
            LOG.warn(
                    "{}: snapshot {} of event ids could not be written ({}); the next start reads more of the topic back",
                    partition,
                    file,
                    full.getClass().getSimpleName());
            return false;
        }
    }

    void delete(Path file) {
        try {
            ours.remove(file);
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("{} cannot be deleted: {}", file, stays.getClass().getSimpleName());
        }
    }
}
