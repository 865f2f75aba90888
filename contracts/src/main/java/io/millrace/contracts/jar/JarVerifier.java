package io.millrace.contracts.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks at every byte of a jar before any of it is believed. */
final class JarVerifier {
    private static final String AGAIN = "; copy it again, or build it again with 'millrace package'";

    private final Path file;
    private final ZipFile zip;

    private JarVerifier(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    static TopologyJar verify(Path file) throws RefusedJarException {
        if (!Files.isRegularFile(file)) {
            throw new RefusedJarException(file, "there is no such file");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new JarVerifier(file, zip).verify();
        } catch (IOException | IllegalArgumentException e) {
            // A zip's directory stands at its end, so that one that was cut off is no zip at all.
            throw new RefusedJarException(file, "it is truncated or no jar (" + e.getMessage() + ")" + AGAIN);
        }
    }

    private TopologyJar verify() throws IOException, RefusedJarException {
        JarManifest manifest = manifest();
        NavigableMap<String, ZipEntry> entries = entries();
        ContentDigest digest = new ContentDigest(manifest);
        byte[] buffer = new byte[1 << 16];
        for (ZipEntry entry : entries.values()) {
            digest.entry(entry.getName(), entry.getSize());
            try (InputStream bytes = zip.getInputStream(entry)) {
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    digest.content(buffer, read);
                }
            }
        }
        String found = digest.text();
        if (!found.equals(manifest.digest())) {
            throw new RefusedJarException(
                    file,
                    "it was altered after it was packaged: its content has digest " + found + ", its manifest says "
                            + (manifest.digest().isEmpty() ? "none" : manifest.digest()) + AGAIN);
        }
        return TopologyJar.verified(file, manifest, new TreeSet<>(entries.keySet()));
    }

    private JarManifest manifest() throws IOException, RefusedJarException {
        ZipEntry entry = zip.getEntry(JarManifest.NAME);
        Optional<JarManifest> read = Optional.empty();
        if (entry != null) {
            try (InputStream bytes = zip.getInputStream(entry)) {
                read = JarManifest.read(bytes);
            }
        }
        JarManifest manifest = read.orElseThrow(() -> new RefusedJarException(
                file, "it is no topology jar: its manifest has no Millrace-Format; build one with 'millrace package'"));
        if (manifest.format() != JarManifest.FORMAT) {
            throw new RefusedJarException(
                    file,
                    "it has format " + manifest.format() + ", written by Millrace " + manifest.millrace()
                            + "; Millrace " + MillraceVersion.CURRENT + " runs format " + JarManifest.FORMAT
                            + ": build it again with this version, or run it with that one");
        }
        boolean later = MillraceVersion.parse(manifest.millrace())
                .map(builder -> builder.isLaterThan(MillraceVersion.CURRENT))
                .orElse(true);
        if (later) {
            throw new RefusedJarException(
                    file,
                    "it was built by Millrace " + manifest.millrace() + ", which may know what this version, "
                            + MillraceVersion.CURRENT + ", does not: run it with that version or a later one");
        }
        if (manifest.product().indexOf('.') < 1) {
            throw new RefusedJarException(file, "its manifest names no product" + AGAIN);
        }
        return manifest;
    }

    private NavigableMap<String, ZipEntry> entries() throws RefusedJarException {
        NavigableMap<String, ZipEntry> entries = new TreeMap<>();
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            if (name.equals(JarManifest.NAME)) {
                continue;
            }
            if (!JarLayout.isLegal(name)) {
                throw new RefusedJarException(
                        file, "it was altered after it was packaged: entry '" + name + "' has no place in it" + AGAIN);
            }
            if (entry.getMethod() != ZipEntry.STORED || entries.put(name, entry) != null) {
                throw new RefusedJarException(
                        file,
                        "it was altered after it was packaged: entry '" + name + "' is compressed or stands twice"
                                + AGAIN);
            }
        }
        return entries;
    }
}
