package io.millrace.bench.ingest;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the process of a run is told, in a properties file.
 *
 * @param pipe what carries the rows
 * @param bootstrapServers of the broker
 * @param host of the database server
 * @param port of the database server
 * @param database name
 * @param user who may replicate
 * @param password of the user; the file is in the platform's own directory
 * @param environment put before the names of topics, this run's own
 * @param directory for offsets, this run's own
 * @param snapshotRows in the table at the start
 * @param streamedRows inserted later
 * @param server the unpacked distribution of Debezium Server, for the pipe that needs it
 */
public record IngestRun(
        Pipe pipe,
        String bootstrapServers,
        String host,
        int port,
        String database,
        String user,
        String password,
        String environment,
        Path directory,
        long snapshotRows,
        long streamedRows,
        Optional<Path> server) {

    public Path settings() {
        return directory.resolve("settings");
    }

    /** Where the process writes what it measured; there when all of it is. */
    public Path result() {
        return directory.resolve("result");
    }

    public void write() throws IOException {
        var properties = new Properties();
        properties.setProperty("pipe", pipe.name());
        properties.setProperty("bootstrap", bootstrapServers);
        properties.setProperty("host", host);
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("database", database);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("environment", environment);
        properties.setProperty("directory", directory.toString());
        properties.setProperty("snapshotRows", Long.toString(snapshotRows));
        properties.setProperty("streamedRows", Long.toString(streamedRows));
        server.ifPresent(folder -> properties.setProperty("server", folder.toString()));
        try (Writer writer = Files.newBufferedWriter(settings())) {
            properties.store(writer, null);
        }
    }

    static IngestRun read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new IngestRun(
                Pipe.valueOf(properties.getProperty("pipe")),
                properties.getProperty("bootstrap"),
                properties.getProperty("host"),
                Integer.parseInt(properties.getProperty("port")),
                properties.getProperty("database"),
                properties.getProperty("user"),
                properties.getProperty("password"),
                properties.getProperty("environment"),
                Path.of(properties.getProperty("directory")),
                Long.parseLong(properties.getProperty("snapshotRows")),
                Long.parseLong(properties.getProperty("streamedRows")),
                Optional.ofNullable(properties.getProperty("server")).map(Path::of));
    }
}
