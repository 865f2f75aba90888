package io.millrace.contracts.mesh;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The descriptor files under a folder, found by their names and read. Links are not followed. */
final class DescriptorFiles {
    static final Pattern PRODUCT = Pattern.compile("product\\.odps\\.(yaml|yml|json)");
    static final Pattern CONTRACT = Pattern.compile(".+\\.odcs\\.(yaml|yml|json)");
    static final Pattern SOURCE = Pattern.compile(".+\\.source\\.(yaml|yml)");
    static final Pattern LOCK = Pattern.compile(".+\\.lock\\.(yaml|yml)");
    static final Pattern DOMAIN = Pattern.compile("domain\\.(yaml|yml)");
    static final Pattern POLICY = Pattern.compile(".+\\.policy\\.(yaml|yml)");
    static final Pattern MESH = Pattern.compile("mesh\\.(yaml|yml)");

    private static final int MAX_DEPTH = 12;
    private static final Set<String> SKIPPED = Set.of("target", "build", "node_modules");

    private final Path root;
    private final Problems problems;
    private final List<Path> files;
    private final Map<String, Node.Mapping> documents = new HashMap<>();

    private DescriptorFiles(Path root, Problems problems, List<Path> files) {
        this.root = root;
        this.problems = problems;
        this.files = files;
    }

    /** Finds the files; a folder that cannot be read is noted. */
    static DescriptorFiles under(Path root, Problems problems) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MAX_DEPTH, new Finder(root, files));
        } catch (IOException e) {
            problems.error(whole(root.toString()), "The folder cannot be read: " + e + ".");
        }
        Collections.sort(files);
        return new DescriptorFiles(root, problems, List.copyOf(files));
    }

    /** The files of a kind, in the order of their paths. */
    List<Path> named(Pattern name) {
        return files.stream()
                .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
                .toList();
    }

    /** Whether a file, given with its folders, is of a kind. */
    static boolean isNamed(String file, Pattern name) {
        return name.matcher(file.substring(file.lastIndexOf('/') + 1)).matches();
    }

    /** Reads a file; empty where it is no document, which is noted. */
    Optional<Fields> read(Path file) {
        return read(file, name(file));
    }

    /** As {@link #read(Path)}, under a name of its own. */
    Optional<Fields> read(Path file, String name) {
        try {
            if (Files.size(file) > YamlDocument.MAX_BYTES) {
                return YamlDocument.read(new byte[YamlDocument.MAX_BYTES + 1], name, problems);
            }
            Optional<Fields> read = YamlDocument.read(Files.readAllBytes(file), name, problems);
            read.ifPresent(fields -> documents.put(name, fields.mapping()));
            return read;
        } catch (IOException e) {
            problems.error(whole(name), "The file cannot be read: " + e + ".");
            return Optional.empty();
        }
    }

    /** What was read so far, by file as the user would write it. */
    Map<String, Node.Mapping> documents() {
        return documents;
    }

    /** The file as the user would write it. */
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** A file or folder as a whole. */
    static Place whole(String file) {
        return new Place(Location.whole(file), "");
    }

    private static final class Finder extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> files;

        Finder(Path root, List<Path> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean skipped = !folder.equals(root) && (name.startsWith(".") || SKIPPED.contains(name));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
