package io.millrace.ingest.kill;

import io.millrace.embedded.DatabaseAddress;
import io.millrace.ingest.Shop;
import io.millrace.ingest.TestPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A child process that ingests. */
final class IngestChild {
    /** A long run has the lowest priority on a busy machine. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final Process process;
    private final CountDownLatch streaming;
    private final CountDownLatch snapshotting = new CountDownLatch(1);
    private final List<String> said = new ArrayList<>();

    private IngestChild(Process process, int sources) {
        this.process = process;
        this.streaming = new CountDownLatch(sources);
    }

    static IngestChild start(Shop shop, String tables) throws IOException {
        return start(List.of(shop), tables);
    }

    /** One process for the sources of all these shops, which have the same tables. */
    static IngestChild start(List<Shop> shops, String tables) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                IngestMain.class.getName(),
                TestPlatform.get().bootstrapServers(),
                TestPlatform.get().registryUrl().toString(),
                tables));
        for (Shop shop : shops) {
            DatabaseAddress server = shop.server();
            command.addAll(List.of(
                    shop.source().name(),
                    server.host(),
                    String.valueOf(server.port()),
                    server.user(),
                    server.password()));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var child = new IngestChild(process, shops.size());
        var reader = new Thread(child::read, "child-output");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                }
                if (line.startsWith("state Streaming")) {
                    streaming.countDown();
                } else if (line.startsWith("state Snapshotting")) {
                    snapshotting.countDown();
                }
            }
        } catch (IOException e) {
            // Killed, as it should be.
        }
    }

    /** Waits until every source has streamed. */
    IngestChild awaitStreaming() throws InterruptedException {
        await(streaming);
        return this;
    }

    IngestChild awaitSnapshotting() throws InterruptedException {
        await(snapshotting);
        return this;
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            dumpThreads();
            kill();
            synchronized (said) {
                throw new AssertionError(
                        "the child did not get there in " + LONGEST_START + "; it said: " + String.join("\n", said));
            }
        }
    }

    /** SIGQUIT makes a JVM print its threads: what it hangs on belongs into the failure. */
    private void dumpThreads() throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            Thread.sleep(1_000);
        } catch (IOException e) {
            synchronized (said) {
                said.add("no thread dump: " + e.getMessage());
            }
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("process " + process.pid() + " survived SIGKILL");
        }
    }
}
