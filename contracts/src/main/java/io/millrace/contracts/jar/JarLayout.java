package io.millrace.contracts.jar;

import java.util.regex.Pattern;

/**
 * Where things lie in a topology jar.
 *
 * <pre>
 * META-INF/MANIFEST.MF   see {@link JarManifest}; the first entry
 * mesh/                  descriptors, contracts, locks and policies, each at the path it has in its mesh
 * classes/               compiled classes and resources of a Java topology
 * lib/                   jars that these need
 * </pre>
 *
 * Entries are stored, not compressed, so that neither version nor vendor of zlib shows in the bytes, and a reader
 * never gets more bytes than the file has.
 */
final class JarLayout {
    static final String MESH = "mesh/";
    static final String CLASSES = "classes/";
    static final String LIBRARIES = "lib/";

    private static final Pattern ENTRY = Pattern.compile("(mesh|classes|lib)(/[^/\\\\:\\x00-\\x1f]+)+");
    private static final Pattern DOTS = Pattern.compile("(.*/)?\\.\\.?(/.*)?");

    private JarLayout() {}

    /** Whether an entry of the name may stand in a jar: in one of the three folders, and never outside of it. */
    static boolean isLegal(String name) {
        return ENTRY.matcher(name).matches() && !DOTS.matcher(name).matches();
    }

    static boolean isCode(String name) {
        return !name.startsWith(MESH);
    }
}
