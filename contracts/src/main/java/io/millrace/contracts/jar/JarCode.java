package io.millrace.contracts.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The code of a Java topology, as a build left it.
 *
 * @param classes folders of compiled classes and resources
 * @param libraries jars that the classes need and Millrace does not bring
 */
public record JarCode(List<Path> classes, List<Path> libraries) {
    /** Of a product that its contracts say all about. */
    public static final JarCode NONE = new JarCode(List.of(), List.of());

    public JarCode {
        classes = List.copyOf(classes);
        libraries = List.copyOf(libraries);
    }

    /**
     * The entries, by name.
     *
     * @throws PackagingException where a file is missing, stands twice, or would take a secret along
     */
    SortedMap<String, byte[]> entries() throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        for (Path folder : classes) {
            if (!Files.isDirectory(folder)) {
                throw new PackagingException(folder + ": there is no such folder of classes; compile first");
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String name = folder.relativize(file).toString().replace('\\', '/');
                    put(entries, JarLayout.CLASSES + name, file);
                }
            }
        }
        for (Path library : libraries) {
            if (!Files.isRegularFile(library)) {
                throw new PackagingException(library + ": there is no such library");
            }
            put(entries, JarLayout.LIBRARIES + library.getFileName(), library);
        }
        return entries;
    }

    /** @throws PackagingException where neither the classes nor a library has the class of a Java topology */
    void require(String className, SortedMap<String, byte[]> entries) throws IOException {
        String file = className.replace('.', '/') + ".class";
        boolean found = entries.containsKey(JarLayout.CLASSES + file);
        for (Path library : libraries) {
            try (ZipFile zip = new ZipFile(library.toFile())) {
                found |= zip.getEntry(file) != null;
            }
        }
        if (!found) {
            List<String> given = Stream.concat(classes.stream(), libraries.stream())
                    .map(Path::toString)
                    .toList();
            throw new PackagingException("class " + className + " of the Java topology is in none of " + given
                    + "; compile it and give its folder with --classes");
        }
    }

    private static void put(SortedMap<String, byte[]> entries, String name, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Secrets.refuse(file, bytes);
        if (!JarLayout.isLegal(name)) {
            throw new PackagingException(file + ": a jar takes no file of this name; rename it");
        }
        if (entries.putIfAbsent(name, bytes) != null) {
            throw new PackagingException(file + ": there are two files " + name + "; leave one of them out");
        }
    }
}
