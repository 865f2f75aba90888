package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that mean harm, or were cut: a finding for each, soon, and nothing read outside of the mesh. */
class HostileFilesTest {
    private static final String CONTRACT = "checkout/orders/order.odcs.yaml";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private MeshFolder mesh;

    @BeforeEach
    void copy() throws IOException {
        mesh = MeshFolder.copyOfBase(folder.resolve("mesh"));
    }

    @Test
    void shouldJudgeAContractThatEndsAnywhere() throws IOException {
        String whole = Files.readString(mesh.root().resolve(CONTRACT));
        for (int end = 0; end < whole.length(); end += 7) {
            mesh.write(CONTRACT, whole.substring(0, end));
            assertThat(soon()).as("cut at character %s", end).isNotNull();
        }
    }

    @Test
    void shouldRefuseAFileOfTenMegabytesBySizeAlone() {
        mesh.write(CONTRACT, "#".repeat(10 << 20));

        assertThat(soon())
                .anyMatch(finding -> finding.startsWith(CONTRACT + ":1:1: error: The file is larger than 1 MiB"));
    }

    @Test
    void shouldRefuseAMillionAnchors() {
        mesh.write(CONTRACT, "a: [" + "&a x, ".repeat(150_000) + "y]");

        assertThat(soon()).anyMatch(finding -> finding.startsWith(CONTRACT + ":"));
    }

    @Test
    void shouldFollowNoLinkOutOfTheMesh() throws IOException {
        Path outside = folder.resolve("outside");
        Files.createDirectories(outside);
        Files.writeString(outside.resolve("secret.odcs.yaml"), "kind: secret-of-another-team");
        Files.createSymbolicLink(mesh.root().resolve("checkout/secret.odcs.yaml"), outside.resolve("secret.odcs.yaml"));
        Files.createSymbolicLink(mesh.root().resolve("linked"), outside);
        List<String> without = soon();

        assertThat(without).noneMatch(finding -> finding.contains("secret"));
    }

    private List<String> soon() {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> mesh.findings());
    }
}
