package io.millrace.testkit;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.code.GuardedProcessors;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.TopologyEnvironment;
import io.millrace.testkit.CaseFile.Content;
import io.millrace.testkit.CaseFile.Input;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A product's real topology on Kafka's {@code TopologyTestDriver}: one partition per topic, no transactions. */
final class ProductUnderTest implements AutoCloseable {
    /** When the first record of a case arrives, unless it says otherwise. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final CaseMesh subject;
    private final InMemoryRegistry registry;
    private final BalanceBoard board;
    private final TopologyTestDriver driver;
    private final Map<String, List<Integer>> inputsByTopic = new HashMap<>();
    private Instant now = START;

    private ProductUnderTest(CaseFile caseFile, CaseFolder folder) throws IOException {
        this.subject = CaseMesh.load(caseFile, folder);
        this.registry = new InMemoryRegistry();
        this.board = new BalanceBoard();
        ProductParts.register(product(), registry);
        ProductParts parts = ProductParts.resolve(product(), registry, subject.keys());
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, product().applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
        settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, GuardedProcessors.class.getName());
        this.driver = new TopologyTestDriver(
                GovernedTopology.build(parts, TopologyEnvironment.standalone(board, () -> now, classes())),
                settings,
                START);
    }

    /** A Java topology comes from the tests' own class path. */
    private static ClassLoader classes() {
        ClassLoader ofTests = Thread.currentThread().getContextClassLoader();
        return ofTests == null ? ClassLoader.getSystemClassLoader() : ofTests;
    }

    static ProductUnderTest start(CaseFile caseFile, CaseFolder folder) throws IOException {
        return new ProductUnderTest(caseFile, folder);
    }

    /** Lets all inputs of a case arrive and collects what came of them. */
    Actual run(CaseFile caseFile) {
        InputEncoder encoder = new InputEncoder(caseFile, subject, registry);
        List<InputPort> ports = new ArrayList<>();
        List<TestRecord<byte[], byte[]>> sent = new ArrayList<>();
        for (Input input : caseFile.inputs()) {
            Instant at = input.at().orElse(sent.isEmpty() ? START : now.plusSeconds(1));
            try {
                if (input.content() instanceof Content.Again again) {
                    TestRecord<byte[], byte[]> before = sent.get(again.input() - 1);
                    ports.add(ports.get(again.input() - 1));
                    sent.add(new TestRecord<>(before.key(), before.value(), before.headers(), at));
                } else {
                    ports.add(port(input));
                    sent.add(encoder.encode(input, ports.get(ports.size() - 1), at));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "This case cannot be run: input " + ports.size() + " (line " + input.line() + "): "
                                + e.getMessage(),
                        e);
            }
            arrive(ports.get(ports.size() - 1), sent.get(sent.size() - 1), sent.size());
        }
        return collect(new ClearTexts(caseFile.neverLeaves()));
    }

    Schema schemaOf(String outputPort) {
        return product().outputPorts().stream()
                .filter(port -> port.name().equals(outputPort))
                .map(port -> ContractSchema.of(port.contract()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        driver.close();
    }

    private Product product() {
        return subject.product();
    }

    private InputPort port(Input input) {
        List<InputPort> ports = product().inputPorts();
        if (input.port().isEmpty() && ports.size() == 1) {
            return ports.get(0);
        }
        String name = input.port().orElse("");
        return ports.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'port' must be one of "
                        + ports.stream().map(InputPort::name).toList() + ", but is '" + name + "'"));
    }

    private void arrive(InputPort port, TestRecord<byte[], byte[]> record, int number) {
        Duration passed = Duration.between(now, record.getRecordTime());
        if (passed.compareTo(Duration.ZERO) > 0) {
            driver.advanceWallClockTime(passed);
            now = record.getRecordTime();
        }
        TestInputTopic<byte[], byte[]> topic =
                driver.createInputTopic(port.topic(), new ByteArraySerializer(), new ByteArraySerializer());
        inputsByTopic.computeIfAbsent(port.topic(), name -> new ArrayList<>()).add(number);
        topic.pipeInput(record);
    }

    private Actual collect(ClearTexts clearTexts) {
        List<String> leaks = new ArrayList<>();
        Map<String, List<Actual.Sent>> outputs = new LinkedHashMap<>();
        Map<String, Map<String, Long>> balance = new LinkedHashMap<>();
        for (OutputPort port : product().outputPorts()) {
            List<Actual.Sent> records = new ArrayList<>();
            for (TestRecord<byte[], byte[]> record : drain(port.topic())) {
                records.add(Actual.Sent.of(record, registry));
                leaks.addAll(clearTexts.in("output port " + port.name() + ", record " + records.size(), record));
            }
            outputs.put(port.name(), records);
            balance.put(
                    port.name(),
                    Verdicts.of(product().judgedBy(port).stream()
                            .map(input -> board.of(input, port.name()))
                            .reduce(PortBalance.EMPTY, PortBalance::plus)));
        }
        List<Actual.DeadLetter> letters = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : drain(product().deadLetterTopic())) {
            letters.add(deadLetter(record));
            leaks.addAll(clearTexts.in("dead letter " + letters.size(), record));
        }
        return new Actual(outputs, letters, balance, leaks);
    }

    private List<TestRecord<byte[], byte[]>> drain(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private Actual.DeadLetter deadLetter(TestRecord<byte[], byte[]> record) {
        if (record.value() == null || !ConfluentFraming.isFramed(record.value())) {
            throw new IllegalStateException("a record of " + product().deadLetterTopic() + " is no framed Avro");
        }
        GenericRecord letter = FramedAvro.read(record.value(), registry);
        int offset = Math.toIntExact((Long) letter.get("sourceOffset"));
        List<Integer> ofTopic =
                inputsByTopic.getOrDefault(letter.get("sourceTopic").toString(), List.of());
        Object port = letter.get("outputPort");
        return new Actual.DeadLetter(
                letter.get("reason").toString(),
                letter.get("element").toString(),
                // What a Java topology hands over behind a repartition is not of one record of the case.
                offset < ofTopic.size() ? ofTopic.get(offset) : 0,
                port == null ? "" : port.toString());
    }
}
