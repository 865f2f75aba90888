package io.millrace.ingest.gateway.upload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How files are taken.
 *
 * @param progressTopic where it is remembered how far files came
 * @param directory where a file lies, sealed, while it is loaded
 * @param largest most bytes of a file
 * @param atOnce most files at a time
 * @param longest time for a file to come
 * @param snapshots events whose files may be full snapshots, which delete what they lack
 * @param snapshotKey seals remembered keys of full snapshots
 */
public record UploadSettings(
        String progressTopic,
        Path directory,
        long largest,
        int atOnce,
        Duration longest,
        Set<String> snapshots,
        Optional<Path> snapshotKey) {
    public UploadSettings {
        snapshots = Set.copyOf(snapshots);
    }
}
