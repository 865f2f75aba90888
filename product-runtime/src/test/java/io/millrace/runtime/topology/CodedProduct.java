package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.product.ProductTopology;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.mask.MaskKeys;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.PortBalance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Two products: {@code people}, which a contract makes from raw sign-ups, masked; and {@code scores}, which a Java
 * topology makes from that. Both run for real, one after the other.
 */
final class CodedProduct implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final BalanceBoard board = new BalanceBoard();
    private final Product people;
    private final Product scores;
    private final TopologyTestDriver peopleDriver;
    private final TopologyTestDriver scoresDriver;
    private int read;
    private boolean broken;

    private CodedProduct(Path folder, Class<? extends ProductTopology> code) {
        Mesh mesh = mesh(folder, code);
        people = named(mesh, "people");
        scores = named(mesh, "scores");
        KeyRing keys = KeyRing.inMemory(MaskKeys.of(mesh.products()));
        ProductParts.register(people, registry);
        ProductParts.register(scores, registry);
        scoresDriver = driver(folder.resolve("state-scores"), scores, keys, this::scoresTime);
        peopleDriver = driver(folder.resolve("state-people"), people, keys, InstantSource.fixed(NOW));
    }

    /** @throws UnresolvedException where the topology is refused */
    static CodedProduct running(Path folder, Class<? extends ProductTopology> code) {
        return new CodedProduct(folder, code);
    }

    static Mesh mesh(Path folder, Class<? extends ProductTopology> code) {
        write(folder, "mesh.yaml", "name: club\n");
        write(folder, "club/domain.yaml", """
                domain: club
                owner: club-team
                support: "#club"
                partitions: 1
                masking: policies/masking.yaml
                """);
        write(folder, "club/policies/masking.yaml", """
                kinds:
                  person-id: {strategy: pseudonymize, joinDomain: club.person-id}
                  email: {strategy: pseudonymize, joinDomain: club.email, canonical: lower-case}
                  name: {strategy: redact}
                """);
        write(
                folder,
                "club/people/signed-up.odcs.yaml",
                contract("club.people.signed-up", """
                - name: SignedUp
                  properties:
                  - {name: id, logicalType: string, required: true, tags: ["pii:person-id"]}
                  - {name: email, logicalType: string, tags: ["pii:email"]}
                  - {name: name, logicalType: string, tags: ["pii:name"]}
                  - {name: city, logicalType: string}
                  - {name: points, logicalType: integer, physicalType: int, required: true}
                """)
                        .replace(
                                "schema:",
                                "servers: [{server: production, type: kafka, host: \"kafka:9092\", format: json}]\nschema:"));
        write(folder, "club/people/person.odcs.yaml", contract("club.people.person", """
                - name: Person
                  properties:
                  - {name: person, logicalType: string, primaryKey: true, required: true, tags: ["pii:person-id"],
                     transformLogic: people.event.id}
                  - {name: email, logicalType: string, tags: ["pii:email"]}
                  - {name: name, logicalType: string, tags: ["pii:name"]}
                  - {name: city, logicalType: string}
                  - {name: points, logicalType: integer, physicalType: int, required: true}
                """));
        write(folder, "club/people/product.odps.yaml", product("people", "", """
                - name: people
                  version: 1.0.0
                  contractId: club.people.signed-up
                  customProperties: [{property: millrace, value: {identity: {by: none}}}]
                """, "people", "club.people.person"));
        write(folder, "club/scores/score.odcs.yaml", contract("club.scores.score", """
                - name: Score
                  properties:
                  - name: person
                    logicalType: string
                    primaryKey: true
                    required: true
                    tags: ["pii:person-id"]
                    customProperties: [{property: millrace, value: {maskedAs: people.person}}]
                  - name: email
                    logicalType: string
                    tags: ["pii:email"]
                    customProperties: [{property: millrace, value: {maskedAs: people.email}}]
                  - {name: nickname, logicalType: string, tags: ["pii:nickname"],
                     customProperties: [{property: millrace, value: {mask: {strategy: partial, last: 1}}}]}
                  - {name: points, logicalType: integer, physicalType: int, required: true,
                     logicalTypeOptions: {minimum: 0}}
                """));
        write(
                folder,
                "club/scores/product.odps.yaml",
                product(
                        "scores",
                        "customProperties: [{property: millrace, value: {topology: " + code.getName() + "}}]\n",
                        "- {name: people, version: 1.0.0, contractId: club.people.person}\n",
                        "scores",
                        "club.scores.score"));
        return Mesh.load(folder, MeshOptions.DEFAULT);
    }

    private static String contract(String id, String object) {
        return "apiVersion: v3.1.0\nkind: DataContract\nid: " + id + "\nversion: 1.0.0\nstatus: active\nschema:\n"
                + object;
    }

    private static String product(String name, String custom, String inputs, String port, String contract) {
        return "apiVersion: v1.0.0\nkind: DataProduct\nid: club." + name + "\nname: " + name
                + "\ndomain: club\nversion: 1.0.0\nstatus: active\nteam: {name: club-team}\n" + custom
                + "inputPorts:\n" + inputs + "outputPorts:\n- name: " + port + "\n  version: 1.0.0\n  contractId: "
                + contract + "\n  customProperties: [{property: millrace, value: {view: latest}}]\n";
    }

    private static void write(Path folder, String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Product named(Mesh mesh, String name) {
        return mesh.products().stream()
                .filter(product -> product.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Instant scoresTime() {
        if (broken) {
            throw new IllegalStateException("the clock is broken");
        }
        return NOW;
    }

    /** From now on, no row that the Java topology hands over can be judged. */
    void breakTheRuntime() {
        broken = true;
    }

    private TopologyTestDriver driver(Path state, Product product, KeyRing keys, InstantSource time) {
        ProductParts parts = ProductParts.resolve(product, registry, keys);
        var environment = TopologyEnvironment.standalone(board, time);
        var settings =
                StreamsSettings.of(product, Map.of("bootstrap.servers", "localhost:1"), state, "one", 1, 1_000_000);
        return new TopologyTestDriver(GovernedTopology.build(parts, environment), settings, NOW);
    }

    /** Lets somebody sign up, and what that makes of people arrive at the Java topology. */
    void signUp(String id, String email, String city, int points) {
        String json = "{\"id\": \"" + id + "\", \"email\": \"" + email + "\", \"name\": \"Clear " + id
                + "\", \"city\": \"" + city + "\", \"points\": " + points + "}";
        peopleDriver
                .createInputTopic(
                        people.inputPorts().get(0).topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(id.getBytes(UTF_8), json.getBytes(UTF_8), NOW));
        List<TestRecord<byte[], byte[]>> served =
                all(peopleDriver, people.outputPorts().get(0).topic());
        served.forEach(record -> scoresDriver
                .createInputTopic(
                        scores.inputPorts().get(0).topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), NOW)));
        read += served.size();
    }

    /** Lets the clock of the Java topology go on. */
    void passTime(Duration time) {
        scoresDriver.advanceWallClockTime(time);
    }

    int served() {
        return read;
    }

    List<TestRecord<byte[], byte[]>> scores() {
        return all(scoresDriver, scores.outputPorts().get(0).topic());
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return all(scoresDriver, scores.deadLetterTopic());
    }

    PortBalance balance() {
        return board.of("scores", "scores");
    }

    /** All bytes of everything that the Java topology made to be written, as text. */
    String everythingWritten() {
        var text = new StringBuilder();
        for (TestRecord<byte[], byte[]> record : written) {
            text.append(new String(record.key() == null ? new byte[0] : record.key(), UTF_8))
                    .append(new String(record.value() == null ? new byte[0] : record.value(), UTF_8));
            record.headers().forEach(header -> text.append(header.key()).append(new String(header.value(), UTF_8)));
        }
        return text.toString();
    }

    private final List<TestRecord<byte[], byte[]>> written = new ArrayList<>();

    private List<TestRecord<byte[], byte[]>> all(TopologyTestDriver driver, String topic) {
        List<TestRecord<byte[], byte[]>> records = driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        if (driver == scoresDriver) {
            written.addAll(records);
        }
        return records;
    }

    GenericRecord row(byte[] value) {
        var schema = registry.schemaById(ConfluentFraming.schemaId(value)).orElseThrow();
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    /** The schema of the scores' rows. */
    static org.apache.avro.Schema scoreSchema(Mesh mesh) {
        return ContractSchema.of(named(mesh, "scores").outputPorts().get(0).contract());
    }

    @Override
    public void close() {
        peopleDriver.close();
        scoresDriver.close();
    }
}
