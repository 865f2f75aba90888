package io.millrace.cli.demo;

import io.millrace.cli.CommandException;
import io.millrace.cli.demo.Kill.Victim;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's own two processes: {@code millrace ingest} and {@code millrace run}, configured as anybody would. */
final class Processes implements AutoCloseable {
    private static final List<String> INGEST_HEAP = List.of("-Xms32m", "-Xmx160m");
    private static final List<String> RUNTIME_HEAP = List.of("-Xms64m", "-Xmx256m");

    private final ChildProcess ingest;
    private final ChildProcess runtime;
    private final int ingestPort;
    private final int runtimePort;
    private int kills;

    /** Writes their configuration; starts nothing yet. */
    Processes(DemoOptions options, Workplace place, EmbeddedPlatform platform, String source, int runtimePort)
            throws IOException {
        this.runtimePort = runtimePort;
        this.ingestPort = FreePort.choose(0, "");
        Map<String, String> common = shared(options, place, platform);
        common.putIfAbsent("state.directory", place.state().toString());
        common.putIfAbsent("instance.id", "demo");

        Map<String, String> forIngest = new LinkedHashMap<>(common);
        DatabaseAddress database = platform.database();
        String prefix = "source." + source + ".database.";
        forIngest.put(prefix + "host", database.host());
        forIngest.put(prefix + "port", String.valueOf(database.port()));
        forIngest.put(prefix + "name", database.name());
        forIngest.put(prefix + "user", database.user());
        forIngest.put(prefix + "password", database.password());
        forIngest.put("management.port", String.valueOf(ingestPort));
        ingest = child("ingest", INGEST_HEAP, options.mesh(), place, forIngest);

        Map<String, String> forRuntime = new LinkedHashMap<>(common);
        forRuntime.put("management.port", String.valueOf(runtimePort));
        runtime = child("run", RUNTIME_HEAP, options.mesh(), place, forRuntime);
    }

    /** What processes on these parts may have in common, and what the viewer set. */
    static Map<String, String> shared(DemoOptions options, Workplace place, EmbeddedPlatform platform) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kafka.bootstrap.servers", platform.bootstrapServers());
        values.put("registry.url", platform.registryUrl().toString());
        values.put("privacy.keys.file", place.keys().toString());
        values.putAll(options.settings());
        return values;
    }

    void startIngest() {
        ingest.start();
    }

    void startRuntime() {
        runtime.start();
    }

    /** Whether the runtime was started. */
    boolean hasRuntime() {
        return runtime.processId() >= 0;
    }

    int ingestPort() {
        return ingestPort;
    }

    int runtimePort() {
        return runtimePort;
    }

    /** SIGKILLs so far. */
    int kills() {
        return kills;
    }

    /** Kills a process with SIGKILL and starts it again at once; returns what happened in words. */
    String kill(Victim victim) throws InterruptedException {
        ChildProcess child = victim == Victim.INGEST ? ingest : runtime;
        long id = child.processId();
        child.kill();
        child.start();
        kills++;
        return "SIGKILL to " + child.name() + " (process " + id + "), started again as process " + child.processId();
    }

    /** @throws CommandException if a process ended by itself, with the end of its log */
    void requireAlive() {
        for (ChildProcess child : List.of(ingest, runtime)) {
            if (child.hasEnded()) {
                throw new CommandException("the process \"" + child.name() + "\" ended by itself; the end of its log:"
                        + System.lineSeparator() + child.logTail());
            }
        }
    }

    /** Stops both in an orderly way at the same time; returns whether both did. */
    boolean stop() throws InterruptedException {
        boolean[] orderly = new boolean[2];
        Thread other = new Thread(() -> orderly[0] = stopped(ingest), "stop-ingest");
        other.start();
        orderly[1] = stopped(runtime);
        other.join();
        return orderly[0] && orderly[1];
    }

    /** Kills what is left. */
    @Override
    public void close() {
        try {
            ingest.kill();
            runtime.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean stopped(ChildProcess child) {
        try {
            return child.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ChildProcess child(
            String command, List<String> heap, Path mesh, Workplace place, Map<String, String> values)
            throws IOException {
        Path configuration = place.configuration(command, values);
        return new ChildProcess(
                command,
                heap,
                List.of(command, mesh.toString(), "--config", configuration.toString(), "--until-stdin-ends"),
                place.log(command));
    }
}
