package io.millrace.tests.support;

import java.nio.file.Path;

/** Where the checkout lies; the build passes it to the tests. */
public final class ProjectRoot {
    private ProjectRoot() {}

    public static Path path() {
        String root = System.getProperty("millrace.project.root");
        if (root == null) {
            throw new IllegalStateException("Run the tests through Maven, or set -Dmillrace.project.root");
        }
        return Path.of(root);
    }

    /** A file or folder of the checkout. */
    public static Path resolve(String path) {
        return path().resolve(path);
    }
}
