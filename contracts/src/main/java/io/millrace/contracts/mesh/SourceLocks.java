package io.millrace.contracts.mesh;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.LockReader;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.OutboxShape;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceLock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives captured tables the columns that the lock files of a mesh have for them. */
final class SourceLocks {
    private final DescriptorFiles files;
    private final Problems problems;

    SourceLocks(DescriptorFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** Replaces each source that is locked; one that is not is noted. */
    void apply(Map<String, SourceDescriptor> sources) {
        Map<String, SourceLock> locks = new HashMap<>();
        Set<String> unread = new HashSet<>();
        for (Path file : files.named(DescriptorFiles.LOCK)) {
            files.read(file)
                    .flatMap(LockReader::read)
                    .ifPresentOrElse(lock -> keep(lock, locks, sources.keySet()), () -> unread.add(files.name(file)));
        }
        sources.replaceAll((name, source) -> {
            SourceLock lock = locks.get(name);
            if (lock != null) {
                noteUnlocked(source, lock);
                new KeyColumnsCheck(problems).check(source, lock);
                SourceDescriptor locked = source.lockedBy(lock);
                LockedColumns.check(locked, problems);
                locked.outbox().ifPresent(this::checkColumns);
                return locked;
            }
            if (unread.isEmpty()) {
                problems.note(
                        new Place(source.location(), "source"),
                        "Source '" + name + "' is not locked, so columns and their types are not checked before"
                                + " records come. Run 'millrace lock' where its database can be reached.");
            }
            return source;
        });
    }

    private void keep(SourceLock lock, Map<String, SourceLock> locks, Set<String> sources) {
        SourceLock before = locks.putIfAbsent(lock.source(), lock);
        if (before != null) {
            problems.error(
                    lock.at(),
                    "Source '" + lock.source() + "' is locked twice, first in "
                            + before.at().location().file() + ". Remove one of the files.");
        } else if (!sources.contains(lock.source())) {
            problems.warning(
                    lock.at(),
                    "There is no source '" + lock.source() + "' that the file could lock. "
                            + NearestMatch.hint(lock.source(), sources));
        }
    }

    private void checkColumns(Outbox outbox) {
        outbox.shape()
                .map(shape -> OutboxShape.problems(outbox, shape))
                .orElse(List.of())
                .forEach(problem -> problems.error(new Place(outbox.location(), "outbox"), problem));
    }

    private void noteUnlocked(SourceDescriptor source, SourceLock lock) {
        List<String> missing = source.capturedNames().stream()
                .filter(table -> !lock.tables().containsKey(table))
                .toList();
        if (!missing.isEmpty()) {
            problems.warning(
                    lock.at(),
                    "The lock of source '" + source.name() + "' does not know " + String.join(", ", missing)
                            + ". Run 'millrace lock' again.");
        }
    }
}
