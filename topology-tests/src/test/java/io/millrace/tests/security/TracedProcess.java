package io.millrace.tests.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.tests.support.MillraceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service of Millrace that logs at TRACE, and all that can be seen of it from outside but its answers. */
final class TracedProcess implements AutoCloseable {
    private static final String LOGBACK = """
            <configuration>
              <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%-5level %logger - %msg%n</pattern></encoder>
              </appender>
              <root level="TRACE"><appender-ref ref="STDERR"/></root>
            </configuration>
            """;

    private final Path log;
    private final MillraceProcess process;

    private TracedProcess(Path log, MillraceProcess process) {
        this.log = log;
        this.process = process;
    }

    /** Starts a command on the lending mesh, and on topology jars beside it. */
    static TracedProcess start(Path folder, String command, Path config, Path... jars) throws IOException {
        Path trace = Files.writeString(folder.resolve("trace.xml"), LOGBACK);
        Path log = folder.resolve(command + ".log");
        List<String> arguments = new ArrayList<>(List.of(command, LendingMesh.FOLDER.toString()));
        for (Path jar : jars) {
            arguments.add(jar.toString());
        }
        arguments.addAll(List.of("--config", config.toString()));
        return new TracedProcess(
                log,
                MillraceProcess.start(
                        log, List.of("-Dlogback.configurationFile=" + trace), arguments.toArray(new String[0])));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has printed. */
    String printed() throws IOException {
        return Files.readString(log, ISO_8859_1);
    }

    /** What it has printed above DEBUG, to explain a failed test. */
    String told() throws IOException {
        try (Stream<String> lines = Files.lines(log, ISO_8859_1)) {
            return lines.filter(line -> !line.startsWith("TRACE") && !line.startsWith("DEBUG"))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** The port that it says it serves a path at, over TLS; 0 while it has not said so. */
    int port(String path) throws IOException {
        String printed = printed();
        int end = printed.indexOf(path, Math.max(0, printed.indexOf(" at https://")));
        return printed.contains(" at https://") && end > 0
                ? Integer.parseInt(printed.substring(printed.lastIndexOf(':', end) + 1, end))
                : 0;
    }

    /** What its threads are at. */
    String threads() throws IOException, InterruptedException {
        Path out = log.resolveSibling("threads-" + process.id());
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.id()),
                        "Thread.print",
                        "-l")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        jcmd.waitFor();
        return Files.readString(out, ISO_8859_1);
    }

    /** The command lines of all processes of this machine. */
    static List<String> commandLines() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .map(path -> path.resolve("cmdline"))
                    .map(TracedProcess::readIfThere)
                    .toList();
        }
    }

    private static String readIfThere(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
