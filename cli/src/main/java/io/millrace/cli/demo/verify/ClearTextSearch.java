package io.millrace.cli.demo.verify;

import io.millrace.cli.demo.report.DemoReport.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Searches keys, values and headers of topics, and files, for clear personal values. */
public final class ClearTextSearch {
    /** Files are searched in pieces that overlap by more than the longest form of a value. */
    private static final int PIECE = 1 << 20;

    private static final int OVERLAP = 4096;

    private final ClearTextScanner scanner;
    private final Map<String, Long> hits = new TreeMap<>();
    private long bytes;

    public ClearTextSearch(ClearTextScanner scanner) {
        this.scanner = scanner;
    }

    /** Searches a record. */
    public void record(ConsumerRecord<byte[], byte[]> record) {
        search(record.key(), "key in " + record.topic());
        search(record.value(), "value in " + record.topic());
        for (Header header : record.headers()) {
            search(header.value(), "header " + header.key() + " in " + record.topic());
            search(header.key().getBytes(StandardCharsets.UTF_8), "header name in " + record.topic());
        }
    }

    /** Searches every file of a folder; files that vanish meanwhile are skipped. */
    public void folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            file(file, folder.relativize(file).toString());
        }
    }

    /** Values found, in whichever place and form. */
    public long hits() {
        return hits.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The verdict; names places and forms, never a value. */
    public Verification verdict(String name) {
        return Verification.of(
                name,
                hits.isEmpty(),
                hits() + " hits of " + scanner.size() + " values in " + bytes + " bytes, searched raw, in base64, hex, "
                        + "decimal, UTF-16 and URL-encoded" + (hits.isEmpty() ? "" : ": " + hits));
    }

    private void file(Path file, String name) throws IOException {
        byte[] buffer = new byte[PIECE + OVERLAP];
        int kept = 0;
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(buffer, kept, PIECE); read > 0; read = in.read(buffer, kept, PIECE)) {
                search(buffer, kept + read, name);
                int end = kept + read;
                kept = Math.min(OVERLAP, end);
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            // Logs roll and state files are replaced.
        }
    }

    private void search(byte @Nullable [] data, String place) {
        if (data != null) {
            search(data, data.length, place);
        }
    }

    private void search(byte[] data, int length, String place) {
        bytes += length;
        Optional<String> form = scanner.find(data, length);
        form.ifPresent(text -> hits.merge(text + " " + place, 1L, Long::sum));
    }
}
