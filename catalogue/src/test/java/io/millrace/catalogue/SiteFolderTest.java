package io.millrace.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFolderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTakeAFolderThatIsEmptyMissingOrItsOwnForOurs() throws IOException {
        assertThat(new SiteFolder(folder.resolve("none")).isForeign()).isFalse();
        assertThat(new SiteFolder(folder).isForeign()).isFalse();

        new SiteFolder(folder).write(new TreeMap<>(Map.of("index.html", "x")));

        assertThat(new SiteFolder(folder).isForeign()).isFalse();
    }

    @Test
    void shouldTakeAFolderWithOtherFilesForForeign() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThat(new SiteFolder(folder).isForeign()).isTrue();
        assertThat(new SiteFolder(folder.resolve("thesis.txt")).isForeign()).isTrue();
    }

    @Test
    void shouldTakeAwayWhatItWroteBeforeAndNothingElse() throws IOException {
        SiteFolder site = new SiteFolder(folder.resolve("site"));
        site.write(new TreeMap<>(Map.of("a/old.html", "old", "kept.html", "kept")));
        Files.writeString(folder.resolve("site/notes.txt"), "mine");
        Files.writeString(folder.resolve("outside.txt"), "mine");
        Files.writeString(folder.resolve("site/.millrace-docs"), "a/old.html\nkept.html\n../outside.txt\n");

        site.write(new TreeMap<>(Map.of("kept.html", "new")));

        assertThat(folder.resolve("site/a/old.html")).doesNotExist();
        assertThat(folder.resolve("site/kept.html")).hasContent("new");
        assertThat(folder.resolve("site/notes.txt")).exists();
        assertThat(folder.resolve("outside.txt")).exists();
    }
}
