package io.millrace.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.gateway.request.AccessTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final String OLD = AccessTokens.generate(new SecureRandom());
    private static final String NEW = AccessTokens.generate(new SecureRandom());

    @TempDir
    private Path folder;

    @Test
    void shouldTakeNewTokensWithoutARestartAndKeepThemWhenTheFileIsBroken() throws Exception {
        Path file = folder.resolve("rotated");
        Files.writeString(file, AccessTokens.line("till", "old", OLD));
        var rotating = new TokenFile(file);

        Files.writeString(file, "not a line\n" + AccessTokens.line("till", "new", NEW));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        rotating.refresh();
        assertThat(rotating.get().holder(OLD)).isPresent();
        Files.writeString(file, AccessTokens.line("till", "new", NEW));
        Files.setLastModifiedTime(file, FileTime.fromMillis(2));
        rotating.refresh();

        assertThat(rotating.get().holder(OLD)).isEmpty();
        assertThat(rotating.get().holder(NEW)).isPresent();
    }
}
