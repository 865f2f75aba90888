package io.millrace.contracts.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The golden table of policies: each file of {@code policies} puts files into the base mesh, and names every finding
 * that must come of them, and no other may. The built-in policies are off unless the case is about them.
 */
class PoliciesTest {
    private static final Path BASE = Path.of("src", "test", "resources", "base");
    private static final Path CASES = Path.of("src", "test", "resources", "policies");
    private static final LocalDate TODAY = LocalDate.parse("2027-02-01");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldFindWhatTheCaseSays(String file, @TempDir Path folder) throws IOException {
        Map<?, ?> golden = read(CASES.resolve(file));
        Path mesh = folder.resolve("mesh");
        copyBase(mesh);
        if (!Boolean.TRUE.equals(golden.get("builtIns"))) {
            Files.writeString(mesh.resolve("quiet.policy.yaml"), QUIET);
        }
        for (Object change : (List<?>) Objects.requireNonNull(golden.get("change"))) {
            apply((Map<?, ?>) change, mesh);
        }
        Optional<Mesh> released = Boolean.TRUE.equals(golden.get("against"))
                ? Optional.of(Mesh.load(BASE, MeshOptions.DEFAULT))
                : Optional.empty();

        List<Problem> found = Policies.check(Mesh.load(mesh, MeshOptions.DEFAULT), Map.of(), TODAY, released);

        assertThat(found.stream().map(Problem::toString).toList()).isEqualTo(golden.get("expect"));
    }

    private static void copyBase(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(BASE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = target.resolve(BASE.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private static void apply(Map<?, ?> change, Path mesh) throws IOException {
        Path file = mesh.resolve(String.valueOf(change.get("file")));
        Files.createDirectories(file.getParent());
        if (change.containsKey("content")) {
            Files.writeString(file, String.valueOf(change.get("content")));
        } else {
            String before = Files.readString(file);
            String text = String.valueOf(change.get("replace"));
            assertThat(before).contains(text);
            Files.writeString(file, before.replace(text, String.valueOf(change.get("with"))));
        }
    }

    private static Map<?, ?> read(Path file) throws IOException {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    private static final String QUIET = """
            builtIn:
              owner: {level: off}
              contact: {level: off}
              field-description: {level: off}
              personal-masked: {level: off}
              masking-strategy: {level: off}
              naming: {level: off}
              service-levels: {level: off}
              retention-limits: {level: off}
              key: {level: off}
            """;
}
