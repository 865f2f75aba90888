package io.millrace.contracts.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenVersionTest {
    @TempDir
    private Path folder;

    @Test
    void shouldComeBackFromARecordAsTheSameProduct() throws IOException {
        WrittenVersion written = version("1.0.0", "", "");
        WrittenVersion read = WrittenVersion.read(written.bytes()).orElseThrow();
        assertThat(read).isEqualTo(written);
        assertThat(written.objections(read, MeshOptions.DEFAULT)).isEmpty();
        assertThat(read.division()).containsExactly("sub-topology 0 reads desk.noted.events");
        assertThat(WrittenVersion.read(new byte[] {1, 2, 3})).isEmpty();
    }

    @Test
    void shouldReadWhatAnEarlierVersionOfMillraceWrote() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var compressed = new GZIPOutputStream(bytes)) {
            compressed.write(
                    "{\"domain\": \"desk\", \"version\": \"1.0.0\", \"descriptor\": \"product.odps.yaml\", \"files\": {}}"
                            .getBytes(UTF_8));
        }
        WrittenVersion earlier = WrittenVersion.read(bytes.toByteArray()).orElseThrow();
        assertThat(earlier.division()).isEmpty();
        assertThat(earlier.isDividedOtherwise(version("1.0.0", "", ""))).isFalse();
        assertThat(version("1.0.0", "", "").isDividedOtherwise(earlier)).isFalse();
    }

    @Test
    void shouldGetAlongInBothDirectionsWhereTheLaterIsCompatible() throws IOException {
        WrittenVersion first = version("1.0.0", "", "");
        WrittenVersion second = version("1.1.0", "", "\n  - {name: note, logicalType: string}");
        assertThat(first.objections(second, MeshOptions.DEFAULT))
                .as("rolled out")
                .isEmpty();
        assertThat(second.objections(first, MeshOptions.DEFAULT))
                .as("rolled back")
                .isEmpty();
    }

    @Test
    void shouldNotGetAlongInEitherDirectionWhereTheLaterBreaks() throws IOException {
        WrittenVersion first = version("1.0.0", "", "\n  - {name: note, logicalType: string}");
        WrittenVersion filtered = version(
                "1.1.0",
                "\n  customProperties: [{property: millrace, value: {filter: \"notes.event.number > 10\"}}]",
                "\n  - {name: note, logicalType: string}");
        assertThat(first.objections(filtered, MeshOptions.DEFAULT))
                .singleElement()
                .asString()
                .contains("filter", "other rows leave than before");
        assertThat(filtered.objections(first, MeshOptions.DEFAULT)).hasSize(1);
        WrittenVersion removed = version("1.1.0", "", "");
        assertThat(first.objections(removed, MeshOptions.DEFAULT))
                .singleElement()
                .asString()
                .contains("field note", "removed");
    }

    private WrittenVersion version(String version, String settings, String field) throws IOException {
        Path root = Files.createTempDirectory(folder, "mesh");
        Map<String, String> files = Map.of(
                "mesh.yaml",
                "name: desk\n",
                "desk/domain.yaml",
                "domain: desk\nowner: desk-team\npartitions: 2\nretention: P14D\n",
                "desk/notes/noted.odcs.yaml",
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: desk.notes.noted
                version: 1.0.0
                status: active
                servers:
                - {server: production, type: kafka, host: "kafka.example:9092", format: json}
                schema:
                - name: Noted
                  properties:
                  - {name: event_id, logicalType: string, required: true}
                  - {name: number, logicalType: integer, required: true}
                  - {name: note, logicalType: string}
                slaProperties:
                - {property: retention, value: 30, unit: d}
                """,
                "desk/notes/note.odcs.yaml",
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: desk.notes.note
                version: %s
                status: active
                schema:
                - name: Note%s
                  properties:
                  - {name: event_id, logicalType: string, required: true}
                  - {name: number, logicalType: integer, required: true}%s
                """.formatted(version, settings, field),
                "desk/notes/product.odps.yaml",
                """
                apiVersion: v1.0.0
                kind: DataProduct
                id: desk.notes
                name: notes
                domain: desk
                version: %1$s
                status: active
                team: {name: desk-team}
                inputPorts:
                - name: notes
                  version: 1.0.0
                  contractId: desk.notes.noted
                  customProperties:
                  - {property: millrace, value: {identity: {by: event-id, path: event.event_id, window: P1D}}}
                outputPorts:
                - name: notes
                  version: %1$s
                  contractId: desk.notes.note
                  customProperties:
                  - {property: millrace, value: {view: history}}
                """.formatted(version));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue());
        }
        Mesh mesh = Mesh.load(root, MeshOptions.DEFAULT);
        return WrittenVersion.of(mesh.products().get(0), mesh, List.of("sub-topology 0 reads desk.noted.events"));
    }
}
