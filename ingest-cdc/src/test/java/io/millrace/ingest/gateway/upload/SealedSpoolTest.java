package io.millrace.ingest.gateway.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSpoolTest {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackWhatItTookAndLeaveNothingReadableOnDisk() throws Exception {
        byte[] content = "name,e-mail\nAda,ada@post.example\n".repeat(5_000).getBytes(UTF_8);
        try (SealedSpool spool = SealedSpool.in(folder.resolve("spool"), new SecureRandom())) {
            try (OutputStream out = spool.take()) {
                out.write(content[0]);
                out.write(content, 1, content.length - 1);
            }

            for (int reading = 0; reading < 2; reading++) {
                try (InputStream in = spool.open()) {
                    assertThat(in.readAllBytes()).isEqualTo(content);
                }
            }
            assertThat(spool.size()).isEqualTo(content.length);
            Path onDisk = files().get(0);
            assertThat(new String(Files.readAllBytes(onDisk), ISO_8859_1)).doesNotContain("post.example");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldTidyWhatAKilledProcessLeftBehindLongAgo() throws Exception {
        Path left = Files.createDirectory(folder.resolve("spool")).resolve("1.upload");
        Files.writeString(left, "x");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.writeString(folder.resolve("spool").resolve("2.upload"), "in use");

        SealedSpool.tidy(folder.resolve("spool"), Instant.now());

        assertThat(files()).extracting(file -> file.getFileName().toString()).containsExactly("2.upload");
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            return files.toList();
        }
    }
}
