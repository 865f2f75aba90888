package io.millrace.tests.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.secret.Authorities;
import io.millrace.tests.support.MillraceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mesh in production's clothes: everything in processes of their own, with principals of their own (SCRAM, and a
 * certificate), TLS to broker, registry, database and gateway, on a broker that denies what a plan did not grant. Every
 * secret is a canary, and all that is printed, answered or listed is searched for them, at level TRACE.
 */
class SecuredMeshTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MESH = LendingMesh.FOLDER.toString();
    private static final String BORROWER = "Borrower.Canary@people.example";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    @TempDir
    private Path folder;

    private final Canaries secrets = new Canaries();
    private final List<String> answers = new ArrayList<>();
    private SecuredFiles files;
    private HttpClient client;
    private Path out;

    @BeforeEach
    void prepare() throws Exception {
        files = new SecuredFiles(folder, secrets);
        client = HttpClient.newBuilder()
                .sslContext(Authorities.context(
                        Optional.of(new Authorities(
                                SecuredPlatform.get().authority().certificate(), Optional.empty())),
                        Optional.empty()))
                .build();
        out = folder.resolve("commands.out");
        LendingMesh.createTables();
    }

    @AfterEach
    void tidy() throws Exception {
        files.close();
        LendingMesh.dropTables();
        LendingMesh.execute("DROP OWNED BY capture; DROP ROLE capture");
    }

    @Test
    void shouldRunWithLeastRightsOverTlsAndShowNoSecret() throws Exception {
        Path config = files.ofProcesses();
        Path administrator = files.ofAdministrator(config);
        assertThat(run("keys", "generate", MESH, "--out", folder.resolve("keys").toString()))
                .isZero();
        for (String line : Files.readAllLines(folder.resolve("keys"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                secrets.add("a key of the key ring", line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        assertThat(run("plan", MESH, "--config", administrator.toString())).isEqualTo(3);
        assertThat(run("apply", MESH, "--config", administrator.toString())).isZero();
        Path jar = packaged();
        assertThat(run("apply", jar.toString(), "--config", administrator.toString()))
                .isZero();
        assertThat(run("ingest", MESH, "--check", "--config", config.toString()))
                .isZero();

        String token = files.senderToken();
        try (TracedProcess ingest = TracedProcess.start(folder, "ingest", config);
                TracedProcess products = TracedProcess.start(folder, "run", config, jar);
                TracedProcess gateway = TracedProcess.start(folder, "gateway", config)) {
            List<TracedProcess> all = List.of(ingest, products, gateway);
            for (TracedProcess process : all) {
                awaitReady(process);
            }
            LendingMesh.execute("INSERT INTO loans VALUES (7, '" + BORROWER + "', 'The Mill on the Floss')");
            String url = "https://127.0.0.1:" + gateway.port("/events/") + "/events/lending.reader-changed";
            assertThat(send(url, token, "r7")).isEqualTo(202);
            assertThat(send(url, "mrt_of-somebody-else", "r8")).isEqualTo(401);

            assertThat(record("lending.loans.loans.v1")).doesNotContainIgnoringCase(BORROWER);
            assertThat(record("lending.readers.readers.v1")).contains("r7");
            assertThat(record("lending.readers-by-version.readers-by-version.v1"))
                    .as("counted by a Java topology")
                    .startsWith("1");
            assertThat(query("SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                            + " WHERE usename = 'capture'"))
                    .isEqualTo("t");
            for (TracedProcess process : all) {
                shouldAskForTheToken(process);
                answers.add(process.threads());
            }
            for (List<String> question : List.of(List.<String>of(), List.of("--health", "ready"))) {
                assertThat(status(config, products.port("/status"), question)).isZero();
            }
            answers.addAll(TracedProcess.commandLines());
        }
        crash(administrator);

        List<String> shown = new ArrayList<>();
        for (String name : List.of("ingest.log", "run.log", "gateway.log", "commands.out")) {
            String printed = Files.readString(folder.resolve(name), ISO_8859_1);
            shown.addAll(secrets.in(name, printed));
            assertThat(printed).as(name).doesNotContainIgnoringCase(BORROWER);
        }
        answers.forEach(answer -> shown.addAll(secrets.in("an answer", answer)));
        assertThat(shown).isEmpty();
        assertThat(secrets.size()).isGreaterThan(12);
    }

    /** The product with a Java topology, whose jar alone tells what it needs on the cluster. */
    private Path packaged() throws IOException, InterruptedException {
        String name = ReadersByVersion.class.getName().replace('.', '/') + ".class";
        Path compiled = folder.resolve("classes").resolve(name);
        Files.createDirectories(compiled.getParent());
        try (InputStream code = ReadersByVersion.class.getResourceAsStream("/" + name)) {
            Files.copy(code, compiled);
        }
        Path jar = folder.resolve("readers-by-version.jar");
        assertThat(run(
                        "package",
                        LendingMesh.FOLDER.resolve("readers-by-version").toString(),
                        "--output",
                        jar.toString(),
                        "--classes",
                        folder.resolve("classes").toString()))
                .as(Files.readString(out))
                .isZero();
        return jar;
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        return MillraceProcess.run(out, arguments);
    }

    private int status(Path config, int port, List<String> question) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("status", "--config", config.toString()));
        arguments.addAll(List.of("--set", "management.port=" + port));
        arguments.addAll(question);
        return run(arguments.toArray(new String[0]));
    }

    private void awaitReady(TracedProcess process) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.port("/status") == 0 || get(process, "/health/ready", "").statusCode() != 200) {
            assertThat(process.isAlive()).as(process.told()).isTrue();
            assertThat(System.nanoTime()).as(process.told()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private void shouldAskForTheToken(TracedProcess process) throws Exception {
        for (String path : List.of("/status", "/metrics")) {
            assertThat(get(process, path, "").statusCode()).isEqualTo(401);
            assertThat(get(process, path, "another-token-of-somebody").statusCode())
                    .isEqualTo(401);
            assertThat(get(process, path, files.managementToken()).statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(TracedProcess process, String path, String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + process.port("/status") + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return asked(request);
    }

    private int send(String url, String token, String reader) throws Exception {
        return asked(HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"reader\": \"" + reader + "\", \"version\": 1}")))
                .statusCode();
    }

    private HttpResponse<String> asked(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answers.add(answer.headers() + answer.body());
        return answer;
    }

    /** A secret of each kind is wrong or malformed, and the whole stack trace is asked for; each secret, if wanted. */
    private void crash(Path config) throws Exception {
        String wrong = secrets.make("a wrong password");
        Path file = files.secret("wrong", wrong);
        Path malformed =
                files.secret("bad-keys", "pseudonym lending.email k1 " + secrets.make("a malformed key") + "\n");
        String jaas = SCRAM + " username=\"lending-admin\" password=";
        fails(config, "plan", "registry.password.file", file.toString());
        fails(config, "plan", "admin.sasl.jaas.config", jaas + "\"" + wrong + "\";");
        fails(config, "run", "privacy.keys.file", malformed.toString());
        if (!Boolean.getBoolean("millrace.secrets")) {
            System.out.println("3 of 9 crashes were looked at; all with -Dmillrace.secrets=true");
            return;
        }
        fails(config, "plan", "admin.ssl.truststore.password", wrong);
        fails(config, "plan", "admin.sasl.jaas.config", jaas + wrong);
        fails(config, "plan", "admin.sasl.jaas.config", wrong);
        fails(config, "gateway", "gateway.tls.keystore.password.file", file.toString());
        fails(config, "ingest --check", "source.lending-db.database.password.file", file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        fails(config, "status", "management.token.file", file.toString());
    }

    private void fails(Path config, String command, String key, String value) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--stacktrace"));
        arguments.addAll(List.of(command.split(" ")));
        if (!command.equals("status")) {
            arguments.add(MESH);
        }
        arguments.addAll(List.of("--config", files.changed(config, key, value).toString()));
        assertThat(run(arguments.toArray(new String[0])))
                .as(key + "\n" + Files.readString(out))
                .isNotZero();
    }

    private static String record(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SecuredPlatform.get().bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    return new String(record.key(), ISO_8859_1) + new String(record.value(), ISO_8859_1);
                }
            }
            throw new AssertionError("no record in " + topic);
        }
    }

    private static String query(String sql) throws Exception {
        try (Connection connection = SecuredPlatform.get().database().connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }
}
