package io.millrace.tests.interoperability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.plan.HeaderLookup;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.plan.RecordPlan;
import io.millrace.runtime.plan.Row;
import io.millrace.runtime.record.Outcome;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random contracts as a team would write them: schema, registry, record plan, Avro's own reader and Confluent's
 * {@code KafkaAvroDeserializer} agree on what leaves.
 */
@Tag("any-platform")
class RandomContractsTest {
    private static final int CONTRACTS = 200;
    private static final String TOPIC = "random-contracts";

    @TempDir
    Path work;

    @Test
    void shouldAgreeWithAvroAndConfluentOnRandomContracts() throws Exception {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("random contracts, seed " + seed);
        ContractText text = new ContractText(new Random(seed));
        List<ContractText.Contract> contracts = new ArrayList<>();
        for (int i = 0; i < CONTRACTS; i++) {
            contracts.add(text.next());
        }
        Product product = product(contracts);
        TestPlatform platform = AnyPlatform.get();
        SchemaRegistry registry =
                new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(10));
        Map<String, Integer> ids = new HashMap<>();
        for (OutputPort port : product.outputPorts()) {
            ids.put(port.name(), registry.register(port.topic() + "-value", ContractSchema.of(port.contract())));
        }
        InputPlans plans =
                InputPlans.compile(product.inputPorts().get(0), product.outputPorts(), ids, KeyRing.inMemory(Set.of()));
        RecordPlan plan = plans.forJson();
        Row row = plans.newRow();
        Map<String, String> byAvro = new HashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < CONTRACTS; i++) {
                byte[] event = contracts.get(i).event().getBytes(UTF_8);
                assertThat(plan.read("k".getBytes(UTF_8), event, HeaderLookup.NONE, row))
                        .isEmpty();
                Outcome outcome = plan.evaluate(i, row);
                String where = "seed " + seed + " contract " + i + " " + contracts.get(i);
                assertThat(outcome).as(where).isInstanceOf(Outcome.Accepted.class);
                byte[] value = Objects.requireNonNull(((Outcome.Accepted) outcome).value());
                GenericRecord read = read(value, registry);
                assertThat(normalised(read.getSchema(), read))
                        .as(where)
                        .isEqualTo(contracts.get(i).record());
                byAvro.put("c" + i, GenericData.get().toString(read));
                producer.send(new ProducerRecord<>(TOPIC, ("c" + i).getBytes(UTF_8), value))
                        .get();
            }
        }

        Map<String, String> byConfluent = new HashMap<>();
        for (String line : new ConfluentProcess(platform, work).read(TOPIC, CONTRACTS)) {
            byConfluent.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
        }
        assertThat(byConfluent).isEqualTo(byAvro);
    }

    private Product product(List<ContractText.Contract> contracts) throws IOException {
        Path folder = Files.createDirectories(work.resolve("mesh"));
        Files.writeString(folder.resolve("mesh.yaml"), "name: random\n");
        StringBuilder ports = new StringBuilder();
        for (int i = 0; i < contracts.size(); i++) {
            ports.append("- {name: port-" + i + ", version: 1.0.0, contractId: contract-" + i + "}\n");
            Files.writeString(folder.resolve("c" + i + ".odcs.yaml"), """
                    apiVersion: v3.2.0
                    kind: DataContract
                    id: contract-%1$d
                    version: 1.0.0
                    status: active
                    schema: [{name: Row%1$d, properties: %2$s}]
                    """.formatted(
                            i, contracts.get(i).properties()));
        }
        Files.writeString(folder.resolve("events.odcs.yaml"), """
                apiVersion: v3.1.0
                kind: DataContract
                id: events
                version: 1.0.0
                status: active
                servers: [{server: events, type: kafka, host: "localhost:9092", format: json}]
                schema: [{name: Event}]
                """);
        Files.writeString(folder.resolve("product.odps.yaml"), """
                apiVersion: v1.0.0
                kind: DataProduct
                id: random.rows
                name: rows
                domain: random
                version: 1.0.0
                status: active
                team: {name: tests}
                inputPorts:
                - name: events
                  version: 1.0.0
                  contractId: events
                  customProperties: [{property: millrace, value: {identity: {by: none}}}]
                outputPorts:
                """ + ports);
        return Mesh.load(folder, new MeshOptions(Optional.empty())).products().get(0);
    }

    private static GenericRecord read(byte[] value, SchemaRegistry registry) throws IOException {
        Schema schema = registry.schemaById(ByteBuffer.wrap(value).getInt(1)).orElseThrow();
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }

    private static @Nullable Object normalised(Schema declared, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Schema schema = declared.isUnion() ? declared.getTypes().get(1) : declared;
        return switch (schema.getType()) {
            case RECORD -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                schema.getFields()
                        .forEach(field -> fields.put(
                                field.name(), normalised(field.schema(), ((GenericRecord) value).get(field.pos()))));
                yield fields;
            }
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                ((List<?>) value).forEach(item -> items.add(normalised(schema.getElementType(), item)));
                yield items;
            }
            case MAP -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, item) -> entries.put(
                                Objects.requireNonNull(key).toString(), normalised(schema.getValueType(), item)));
                yield entries;
            }
            case BYTES ->
                new BigDecimal(
                        new BigInteger(((ByteBuffer) value).array()),
                        ((LogicalTypes.Decimal) schema.getLogicalType()).getScale());
            case STRING, ENUM -> value.toString();
            default -> value;
        };
    }
}
