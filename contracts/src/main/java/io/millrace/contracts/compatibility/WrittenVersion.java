package io.millrace.contracts.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.ProductFiles;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.yaml.NodeText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A version of a product as it was written: all descriptors that it is resolved with, so that another process can
 * compare itself with it by the same rules as {@code millrace diff}.
 *
 * @param domain of the product
 * @param version of the product
 * @param descriptor the product's file
 * @param files descriptors as YAML, by file; the product's among them
 * @param division how its work is divided into tasks, a line each; empty where that was not said, as by earlier versions
 *     of Millrace
 */
public record WrittenVersion(
        String domain, String version, String descriptor, Map<String, String> files, List<String> division) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST = 32 << 20;

    public WrittenVersion {
        files = Map.copyOf(files);
        division = List.copyOf(division);
    }

    /**
     * Of a product of a mesh.
     *
     * @param division how its work is divided into tasks, a line each
     */
    public static WrittenVersion of(Product product, Mesh mesh, List<String> division) {
        SortedMap<String, String> files = new TreeMap<>();
        for (String file : ProductFiles.of(product, mesh)) {
            files.put(file, NodeText.of(Objects.requireNonNull(mesh.documents().get(file), file)));
        }
        return new WrittenVersion(
                product.domain(), product.version(), product.location().file(), files, division);
    }

    /** Compressed, for a record of Kafka. */
    public byte[] bytes() {
        ObjectNode root = JSON.createObjectNode();
        root.put("domain", domain).put("version", version).put("descriptor", descriptor);
        ObjectNode all = root.putObject("files");
        new TreeMap<>(files).forEach(all::put);
        ArrayNode lines = root.putArray("division");
        division.forEach(lines::add);
        var bytes = new ByteArrayOutputStream();
        try (var compressed = new GZIPOutputStream(bytes)) {
            compressed.write(root.toString().getBytes(UTF_8));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    /** Of {@link #bytes}; empty where they hold something else, such as the form of a later version of Millrace. */
    public static Optional<WrittenVersion> read(byte[] bytes) {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            JsonNode root = JSON.readTree(plain.readNBytes(LARGEST));
            if (root == null || !root.path("descriptor").isTextual()) {
                return Optional.empty();
            }
            Map<String, String> files = new TreeMap<>();
            root.path("files")
                    .properties()
                    .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
            List<String> division = new ArrayList<>();
            root.path("division").forEach(line -> division.add(line.asText()));
            return Optional.of(new WrittenVersion(
                    root.path("domain").asText(),
                    root.path("version").asText(),
                    root.path("descriptor").asText(),
                    files,
                    division));
        } catch (IOException other) {
            return Optional.empty();
        }
    }

    /**
     * Why another version may not write beside this one; empty where it may. The later of the two has to be compatible
     * with the earlier: so a version may be rolled back wherever it could be rolled out.
     *
     * @param options that both are resolved with
     */
    public List<String> objections(WrittenVersion joining, MeshOptions options) {
        if (joining.files.equals(files)) {
            return List.of();
        }
        Mesh running;
        Mesh other;
        try {
            running = load(options);
            other = joining.load(options);
        } catch (InvalidDescriptorsException foreign) {
            return List.of("its descriptors cannot be read by this version of Millrace: "
                    + foreign.problems().get(0));
        }
        boolean back = VersionStep.isBack(version, joining.version);
        return MeshDifference.between(back ? other : running, back ? running : other).stream()
                .flatMap(product -> product.differences().stream())
                .filter(difference -> difference.impact() == Impact.BREAKING)
                .map(difference -> difference.subject() + ", " + difference.element() + ": " + difference.what() + " ("
                        + difference.why() + ")")
                .toList();
    }

    /** Whether another version's work is known to be divided otherwise, so that one group cannot share it with this one's. */
    public boolean isDividedOtherwise(WrittenVersion other) {
        return !division.isEmpty() && !other.division.isEmpty() && !division.equals(other.division);
    }

    private Mesh load(MeshOptions options) {
        try {
            Path folder = Files.createTempDirectory("millrace-version");
            try {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Path path = folder.resolve(file.getKey()).normalize();
                    if (!path.startsWith(folder)) {
                        throw new IOException("a descriptor is named outside of its mesh: " + file.getKey());
                    }
                    Files.createDirectories(Objects.requireNonNull(path.getParent()));
                    Files.writeString(path, file.getValue());
                }
                return Mesh.loadAlone(folder, domain, descriptor, options, product -> List.of());
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("version " + version + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
