package io.millrace.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What the gateway's process of a run is told, and tells.
 *
 * @param bootstrapServers of the broker
 * @param environment put before the names of topics, this run's own
 * @param directory this run's own
 */
public record GatewayRun(String bootstrapServers, String environment, Path directory) {

    /** The arguments of the process. */
    public String[] arguments() {
        return new String[] {bootstrapServers, environment, directory.toString()};
    }

    static GatewayRun of(String[] arguments) {
        return new GatewayRun(arguments[0], arguments[1], Path.of(arguments[2]));
    }

    /** Where the process writes its URL, once it listens. */
    public Path url() {
        return directory.resolve("url");
    }

    void listensAt(String url) throws IOException {
        Path part = Files.writeString(directory.resolve("url.part"), url);
        Files.move(part, url(), StandardCopyOption.ATOMIC_MOVE);
    }
}
