package io.millrace.contracts.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A jar is run as it was packaged, or not at all. */
class RefusedJarTest {
    private static final long SEED = Long.getLong("millrace.seed", System.nanoTime());

    @TempDir
    private Path folder;

    private Path jar = Path.of("");

    @BeforeEach
    void packageOrders() throws IOException {
        jar = Jars.orders(folder);
    }

    @Test
    void shouldRefuseOneThatIsCutOffAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(jar);

        for (int length = 0; length < whole.length; length += 97) {
            Files.write(jar, Arrays.copyOf(whole, length));
            refused("truncated");
        }
    }

    @Test
    void shouldNeverTakeOneByteForAnother() throws Exception {
        byte[] whole = Files.readAllBytes(jar);
        JarManifest manifest = TopologyJar.open(jar).manifest();
        Map<String, String> content = hex(contents(jar));
        Random random = new Random(SEED);
        int refused = 0;

        for (int i = 0; i < 2_000; i++) {
            byte[] altered = whole.clone();
            int at = random.nextInt(altered.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(jar, altered);
            try {
                // What is no content, such as the time an entry was written, may differ.
                TopologyJar read = TopologyJar.open(jar);
                assertThat(read.manifest()).as("seed %d, byte %d", SEED, at).isEqualTo(manifest);
                assertThat(hex(contents(jar))).as("seed %d, byte %d", SEED, at).isEqualTo(content);
            } catch (RefusedJarException expected) {
                refused++;
            }
        }

        assertThat(refused).as("seed %d", SEED).isGreaterThan(1_500);
    }

    @Test
    void shouldRefuseAnEntryMoreOrLess() throws IOException {
        Map<String, byte[]> entries = contents(jar);
        Map<String, byte[]> more = new LinkedHashMap<>(entries);
        more.put("classes/com/acme/Spy.class", new byte[] {1});
        Map<String, byte[]> less = new LinkedHashMap<>(entries);
        less.remove("mesh/mesh.yaml");

        write(more, ZipEntry.STORED);
        refused("was altered after it was packaged: its content has digest sha256:");
        write(less, ZipEntry.STORED);
        refused("was altered after it was packaged: its content has digest sha256:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../etc/passwd", "mesh/../../x", "/mesh/x", "other/x", "lib/..", "mesh//x", "mesh\\x", "lib/a:b"
            })
    void shouldRefuseAnEntryThatHasNoPlace(String name) throws IOException {
        Map<String, byte[]> entries = contents(jar);
        entries.put(name, new byte[] {1});

        write(entries, ZipEntry.STORED);

        refused("entry '" + name + "' has no place in it");
    }

    @Test
    void shouldRefuseOneThatWasPackedAnew() throws IOException {
        write(contents(jar), ZipEntry.DEFLATED);

        refused("is compressed or stands twice");
    }

    @Test
    void shouldRefuseAnotherProductsName() throws IOException {
        Map<String, byte[]> entries = contents(jar);
        entries.compute(
                JarManifest.NAME,
                (name, bytes) -> text(bytes)
                        .replace("Millrace-Product: checkout.orders", "Millrace-Product: finance.orders")
                        .getBytes(StandardCharsets.UTF_8));

        write(entries, ZipEntry.STORED);

        refused("was altered after it was packaged");
    }

    @Test
    void shouldRefuseAJarOfAnotherKind() throws IOException {
        write(
                Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8)),
                ZipEntry.STORED);

        refused("it is no topology jar: its manifest has no Millrace-Format");
    }

    @Test
    void shouldRefuseAFormatItDoesNotKnow() throws IOException {
        JarWriter.write(jar, new JarManifest(2, "checkout.orders", "1.0.0", "x", "0.1.0", ""), new TreeMap<>());

        refused("it has format 2, written by Millrace 0.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.2.0", "1.0.0", "99.0.0-SNAPSHOT", "next"})
    void shouldRefuseWhatALaterVersionBuilt(String version) throws IOException {
        JarWriter.write(jar, new JarManifest(1, "checkout.orders", "1.0.0", "x", version, ""), new TreeMap<>());

        refused("it was built by Millrace " + version + ", which may know what this version");
    }

    @Test
    void shouldRunWhatAnEarlierVersionBuilt() throws Exception {
        Map<String, byte[]> mesh = contents(jar);
        mesh.remove(JarManifest.NAME);
        JarManifest manifest = TopologyJar.open(jar).manifest();
        JarWriter.write(
                jar,
                new JarManifest(1, manifest.product(), manifest.version(), manifest.descriptor(), "0.0.9", ""),
                new TreeMap<>(mesh));

        assertThat(TopologyJar.open(jar).manifest().millrace()).isEqualTo("0.0.9");
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        jar = folder.resolve("absent.jar");

        refused("there is no such file");
    }

    private void refused(String words) {
        assertThatThrownBy(() -> TopologyJar.open(jar))
                .isInstanceOf(RefusedJarException.class)
                .hasMessageStartingWith(jar + ": ")
                .hasMessageContaining(words);
    }

    private void write(Map<String, byte[]> entries, int method) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    CRC32 checksum = new CRC32();
                    checksum.update(content.getValue());
                    entry.setSize(content.getValue().length);
                    entry.setCrc(checksum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
    }

    private static Map<String, byte[]> contents(Path file) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream().forEach(entry -> {
                try {
                    contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return contents;
    }

    /** All but the manifest, of which only what is read from it counts. */
    private static Map<String, String> hex(Map<String, byte[]> contents) {
        Map<String, String> texts = new TreeMap<>();
        contents.forEach((name, bytes) -> texts.put(name, HexFormat.of().formatHex(bytes)));
        texts.remove(JarManifest.NAME);
        return texts;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
