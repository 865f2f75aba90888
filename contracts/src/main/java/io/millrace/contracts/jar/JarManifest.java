package io.millrace.contracts.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * What {@code META-INF/MANIFEST.MF} of a topology jar says.
 *
 * @param format number of the layout, {@link #FORMAT} where this version wrote it
 * @param product {@code <domain>.<product>}
 * @param version of the product
 * @param descriptor the product's descriptor, below {@code mesh/}
 * @param millrace the version of Millrace that validated and wrote it
 * @param digest {@code sha256:} and 64 hex digits, over everything else in the jar
 */
public record JarManifest(
        int format, String product, String version, String descriptor, String millrace, String digest) {
    /** The one layout so far. */
    public static final int FORMAT = 1;

    static final String NAME = "META-INF/MANIFEST.MF";

    private static final String KEY_FORMAT = "Millrace-Format";
    private static final String KEY_PRODUCT = "Millrace-Product";
    private static final String KEY_VERSION = "Millrace-Product-Version";
    private static final String KEY_DESCRIPTOR = "Millrace-Descriptor";
    private static final String KEY_MILLRACE = "Millrace-Version";
    private static final String KEY_DIGEST = "Millrace-Digest";

    /** The part before the dot. */
    String domain() {
        return product.substring(0, product.indexOf('.'));
    }

    JarManifest withDigest(String found) {
        return new JarManifest(format, product, version, descriptor, millrace, found);
    }

    /** What the digest covers: all but itself. */
    Map<String, String> sealed() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(KEY_FORMAT, Integer.toString(format));
        attributes.put(KEY_PRODUCT, product);
        attributes.put(KEY_VERSION, version);
        attributes.put(KEY_DESCRIPTOR, descriptor);
        attributes.put(KEY_MILLRACE, millrace);
        return attributes;
    }

    byte[] bytes() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        sealed().forEach(main::putValue);
        main.putValue(KEY_DIGEST, digest);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            manifest.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads one.
     *
     * @return empty where it is the manifest of another jar
     * @throws IOException where it is none
     */
    static Optional<JarManifest> read(InputStream bytes) throws IOException {
        Attributes main = new Manifest(bytes).getMainAttributes();
        String format = main.getValue(KEY_FORMAT);
        if (format == null || !format.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(new JarManifest(
                Integer.parseInt(format),
                text(main, KEY_PRODUCT),
                text(main, KEY_VERSION),
                text(main, KEY_DESCRIPTOR),
                text(main, KEY_MILLRACE),
                text(main, KEY_DIGEST)));
    }

    private static String text(Attributes main, String key) {
        String value = main.getValue(key);
        return value == null ? "" : value;
    }
}
