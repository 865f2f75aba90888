package io.millrace.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM for one step, with a fixed heap and a collector that has no threads of its own; ends with this one. */
final class Child implements AutoCloseable {
    static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g", "-Xmn384m", "-XX:+UseSerialGC");

    private static final int TAIL = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(String name, Path log, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("--enable-native-access=ALL-UNNAMED");
        String extra = System.getProperty("millrace.bench.java.options", "");
        if (!extra.isBlank()) {
            command.addAll(List.of(extra.split(" ")));
        }
        command.add("-Dlogback.configurationFile=io/millrace/bench/bench-logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Child(name, process, log);
    }

    /** @throws BenchException if it does not end within the time, or not well; with the end of its log */
    void await(Duration timeout) throws InterruptedException, BenchException {
        if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new BenchException(name + " did not end within " + timeout.toMinutes() + " min" + tail());
        }
        if (process.exitValue() != 0) {
            throw new BenchException(name + " ended with exit code " + process.exitValue() + tail());
        }
    }

    /** Ends it without letting it do anything more, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @throws BenchException if it has ended */
    void requireAlive() throws BenchException {
        if (!process.isAlive()) {
            throw new BenchException(name + " ended by itself, with exit code " + process.exitValue() + tail());
        }
    }

    /** Processor time it has used, compilers and collector included. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return "; the end of its log:\n    "
                    + String.join("\n    ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Lets it end by the end of its standard input, and kills it if it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
