package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The golden table of bad input: each file of {@code refused} changes the base mesh in one respect and names every
 * finding that must come of it, and no other may.
 */
class RefusedTest {
    static final Path CASES = Path.of("src", "test", "resources", "refused");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldNameWhatIsWrongWhereAndWhatIsAllowed(String file, @TempDir Path folder) throws IOException {
        Map<?, ?> golden = read(CASES.resolve(file));
        MeshFolder mesh = MeshFolder.copyOfBase(folder.resolve("mesh"));
        for (Object change : (List<?>) Objects.requireNonNull(golden.get("change"))) {
            apply((Map<?, ?>) change, mesh);
        }
        assertThat(mesh.findings()).isEqualTo(golden.get("expect"));
    }

    static void apply(Map<?, ?> change, MeshFolder mesh) {
        String file = String.valueOf(change.get("file"));
        if (change.containsKey("replace")) {
            mesh.replace(file, String.valueOf(change.get("replace")), String.valueOf(change.get("with")));
        } else if (change.containsKey("content")) {
            mesh.write(file, String.valueOf(change.get("content")));
        } else {
            assertThat(change.get("remove")).isEqualTo(true);
            mesh.remove(file);
        }
    }

    static Map<?, ?> read(Path file) throws IOException {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }
}
