package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @Test
    void shouldMakeTheFolderAndLeaveNothingInIt(@TempDir Path folder) throws Exception {
        Path state = folder.resolve("new/state");

        StateFolder.require("checkout.orders", state);

        assertThat(state).isEmptyDirectory();
    }

    @Test
    void shouldNameTheKeyTheFolderAndTheRemedyWhereNothingCanBeWritten(@TempDir Path folder) throws Exception {
        Path state = Files.createFile(folder.resolve("file")).resolve("state");

        assertThatThrownBy(() -> StateFolder.require("checkout.orders", state))
                .isInstanceOf(ProductStartException.class)
                .hasMessageContainingAll(
                        "checkout.orders", "state.directory " + state, "Not a directory", "mount a volume");
    }
}
