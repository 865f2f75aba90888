package io.millrace.contracts.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a topology jar: the same content gives the same bytes, whenever, wherever and by whomever it is written. */
final class JarWriter {
    /** Any moment does that is not now; zip knows none before 1980. */
    private static final LocalDateTime WRITTEN = LocalDateTime.of(1980, 2, 1, 0, 0);

    private JarWriter() {}

    /**
     * Writes.
     *
     * @param manifest without its digest
     * @param content by the names of the entries
     * @return the manifest as written
     */
    static JarManifest write(Path file, JarManifest manifest, SortedMap<String, byte[]> content) throws IOException {
        ContentDigest digest = new ContentDigest(manifest);
        for (Map.Entry<String, byte[]> entry : content.entrySet()) {
            digest.entry(entry.getKey(), entry.getValue().length);
            digest.content(entry.getValue(), entry.getValue().length);
        }
        JarManifest sealed = manifest.withDigest(digest.text());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, JarManifest.NAME, sealed.bytes());
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        Files.write(file, bytes.toByteArray());
        return sealed;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(WRITTEN);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
