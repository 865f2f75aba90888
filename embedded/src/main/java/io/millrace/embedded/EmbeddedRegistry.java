package io.millrace.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** An Apicurio registry. Its subjects and ids live in a file, so that a killed and restarted registry knows them. */
public final class EmbeddedRegistry extends EmbeddedPart {
    static final String NAME = "registry";

    private static final int PROBE_MILLIS = 2_000;

    private final URI url;

    private EmbeddedRegistry(int port, URI url, PartLife life) {
        super(NAME, port, life);
        this.url = url;
    }

    static EmbeddedRegistry childProcess(WorkDirectory work, Path runner, int port) throws IOException {
        URI url = URI.create("http://localhost:" + port + "/apis/ccompat/v7");
        Path database = work.directory("registry").resolve("storage");
        return new EmbeddedRegistry(
                port,
                url,
                new PartProcess(new PartProcess.Plan(
                        NAME,
                        ChildJvm.command(
                                "192m",
                                "-Dquarkus.http.host=" + Ports.LOOPBACK,
                                "-Dquarkus.http.port=" + port,
                                // Without the option a commit reaches the file half a second later, or never.
                                "-Dapicurio.datasource.url=jdbc:h2:file:" + database + ";WRITE_DELAY=0",
                                "-Dapicurio.datasource.jdbc.initial-size=2",
                                "-Dapicurio.datasource.jdbc.min-size=2",
                                "-Dapicurio.datasource.jdbc.max-size=10",
                                "-jar",
                                runner.toString()),
                        Map.of(),
                        work.path(),
                        work.log("registry"),
                        Signal.TERM,
                        Signal.KILL,
                        processId -> answers(url))));
    }

    /** The base URL of the API that speaks Confluent's protocol. */
    public URI url() {
        return url;
    }

    private static boolean answers(URI url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
        connection.setConnectTimeout(PROBE_MILLIS);
        connection.setReadTimeout(PROBE_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
