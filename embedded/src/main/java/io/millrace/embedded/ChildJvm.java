package io.millrace.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The start of a Java command line: this JVM's own java, small, and the same on Java 17 and later. */
final class ChildJvm {
    private ChildJvm() {}

    /**
     * @param heap the maximum, as {@code -Xmx} takes it
     * @param more further options, class path and main class, arguments
     */
    static List<String> command(String heap, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(more));
        return command;
    }
}
