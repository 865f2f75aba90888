package io.millrace.testkit;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.testkit.CaseFile.Content;
import io.millrace.testkit.CaseFile.Input;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Turns the inputs of a case into the bytes that would stand in the raw topics. */
final class InputEncoder {
    private static final String SOURCE = "source:";

    /** Positions grow by this from one change to the next, unless a case sets them. */
    private static final long LSN_STEP = 100;

    private final CaseFile caseFile;
    private final Mesh mesh;
    private final ServedRows served;
    private final SchemaRegistry registry;
    private final Map<String, ChangeEvents> changesByPort = new HashMap<>();
    private long lsn = 1000;

    InputEncoder(CaseFile caseFile, CaseMesh subject, SchemaRegistry registry) {
        this.caseFile = caseFile;
        this.mesh = subject.mesh();
        this.served = new ServedRows(subject.product(), subject.keys());
        this.registry = registry;
    }

    /**
     * The record of the raw topic.
     *
     * @throws IllegalArgumentException saying what in the input does not fit its port
     */
    TestRecord<byte[], byte[]> encode(Input input, InputPort port, Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        String defaultKey = "0";
        byte @Nullable [] value = null;
        if (input.content() instanceof Content.Change change) {
            ChangeEvents changes = changesByPort.computeIfAbsent(port.name(), name -> changesOf(port));
            value = changeEvent(changes, change, port, at);
            if (input.key().isEmpty() && !input.noKey() && !change.op().equals("t")) {
                defaultKey = changes.key(change.after().or(change::before).orElseThrow());
            }
            headers.put("mr-source", port.contractId().substring(SOURCE.length()));
            headers.put("mr-ingested-at", Long.toString(at.toEpochMilli()));
            if (change.op().equals("r")) {
                headers.put("snapshot-generation", "1");
            }
        } else if (input.content() instanceof Content.Event event) {
            value = event(event, port);
        } else if (input.content() instanceof Content.Raw raw) {
            value = HexFormat.of().parseHex(raw.hex());
        }
        headers.putAll(input.headers());
        byte[] key =
                input.noKey() ? null : utf8(served.key(port.name(), input.key().orElse(defaultKey)));
        RecordHeaders encoded = new RecordHeaders();
        headers.forEach((name, text) -> encoded.add(name, utf8(text)));
        return new TestRecord<>(key, value, encoded, at);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] changeEvent(ChangeEvents changes, Content.Change change, InputPort port, Instant at) {
        if (!change.op().equals("t")
                && change.after().isEmpty()
                && change.before().isEmpty()) {
            throw new IllegalArgumentException("op " + change.op() + " needs 'after' or 'before'");
        }
        if (change.position().isEmpty()) {
            lsn += LSN_STEP;
        }
        // A snapshot's rows come before any commit that follows it.
        CaseFile.Position position = change.position()
                .orElseGet(() -> new CaseFile.Position(change.op().equals("r") ? null : lsn, lsn));
        var event = new ChangeEvents.Change(
                change.op(),
                change.before().orElse(null),
                change.after().orElse(null),
                position.commitLsn(),
                position.lsn(),
                at.toEpochMilli());
        return FramedAvro.write(registry.register(port.topic() + "-value", changes.schema()), changes.envelope(event));
    }

    private ChangeEvents changesOf(InputPort port) {
        if (port.format() != InputFormat.DEBEZIUM_AVRO || !port.contractId().startsWith(SOURCE)) {
            throw new IllegalArgumentException("input port " + port.name() + " reads "
                    + port.format().text() + ", not change events of ours; write 'event' in place of 'op'");
        }
        String reference = port.contractId().substring(SOURCE.length());
        String source = reference.substring(0, reference.indexOf('/'));
        String table = reference.substring(reference.indexOf('/') + 1);
        TableDefinition definition = caseFile.tables().get(table);
        if (definition == null) {
            throw new IllegalArgumentException("'tables' does not define " + table + ", which input port " + port.name()
                    + " reads; it defines " + caseFile.tables().keySet());
        }
        String database = mesh.sources().stream()
                .filter(descriptor -> descriptor.name().equals(source))
                .map(descriptor -> descriptor.connection().database())
                .findFirst()
                .orElse(source);
        return new ChangeEvents(definition, source, database);
    }

    private byte[] event(Content.Event event, InputPort port) {
        if (port.contractId().startsWith(SOURCE)) {
            throw new IllegalArgumentException("input port " + port.name()
                    + " reads change events; write 'op' with 'before' and 'after' in place of 'event'");
        }
        if (!port.format().isAvro()) {
            return EventJson.bytes(event.event());
        }
        Schema writer = Optional.ofNullable(caseFile.writers().get(port.name()))
                .or(() -> served.schema(port.name()))
                .orElse(null);
        if (writer == null) {
            throw new IllegalArgumentException("'writers' has no Avro schema for input port " + port.name());
        }
        return FramedAvro.write(
                registry.register(port.topic() + "-value", writer),
                served.row(port.name(), EventAvro.record(writer, event.event())));
    }
}
