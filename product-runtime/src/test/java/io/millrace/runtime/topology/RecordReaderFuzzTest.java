package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.fixture.Changes;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Damaged magic bytes, schema ids and headers, with a registry that knows three schemas which fit and two which do not:
 * the verdict is the one that framing and registry demand, and what is accepted is one whole record. More cases with
 * {@code -Dmillrace.fuzz.cases=10000000}, the same again with {@code -Dmillrace.seed=...}.
 */
class RecordReaderFuzzTest {
    private static final int FIRST_OF_NOBODY = 1000;

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int cases = Integer.getInteger("millrace.fuzz.cases", 200_000);

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Product product = registered();
    private final int payment = registry.register("payments", Payments.AVRO);
    private final int earlier = registry.register("payments", earlier());
    /** What port {@code insured} serves has all fields that the ports read. */
    private final int output = registry.idOf(
                    "shop.framing.insured.v1-value",
                    ContractSchema.of(product.outputPorts().get(1).contract()))
            .orElseThrow();

    private final InputPort input = product.inputPorts().get(0);
    private final ProductParts parts = ProductParts.resolve(product, registry, KeyRing.inMemory(List.of("shop")));
    private final RecordReader reader = RecordReader.of(parts.plans(input), input.format());
    private final List<GenericDatumReader<GenericRecord>> outputs =
            product.outputPorts().stream().map(RecordReaderFuzzTest::avroReader).toList();

    private Product registered() {
        Product declared = Payments.product("framing").avro().build();
        ProductParts.register(declared, registry);
        return declared;
    }

    /** The same fields in another order. */
    private static Schema earlier() {
        List<Schema.Field> fields = Payments.AVRO.getFields().stream()
                .map(field -> new Schema.Field(field.name(), field.schema()))
                .sorted((one, other) -> other.name().compareTo(one.name()))
                .toList();
        return Schema.createRecord("Payment", null, "earlier", false, fields);
    }

    private static GenericDatumReader<GenericRecord> avroReader(OutputPort port) {
        Schema schema = ContractSchema.of(port.contract());
        return new GenericDatumReader<>(schema, schema, new GenericData());
    }

    private byte[] earlierEvent() {
        var event = new GenericData.Record(earlier());
        event.put("event_id", "e1");
        event.put("amount", java.nio.ByteBuffer.wrap(new byte[] {0x30, 0x39}));
        event.put("email", Payments.EMAIL);
        event.put("settled_at", 1_795_181_790_000L);
        event.put("insurer", "acme");
        return Changes.framed(earlier, event);
    }

    @Test
    void shouldGiveTheVerdictThatFramingAndRegistryDemand() throws IOException {
        System.out.println("fuzz of framing, seed " + seed);
        List<byte[]> seeds =
                List.of(Payments.avroEvent(payment, "e1", Instant.ofEpochMilli(1_795_181_790_000L)), earlierEvent());
        Map<RejectReason, Integer> refused = new EnumMap<>(RejectReason.class);
        int accepted = 0;
        for (int i = 0; i < cases; i++) {
            byte[] value = damaged(seeds.get(random.nextInt(seeds.size())).clone());
            byte[] header = random.nextInt(4) == 0 ? header() : null;
            String where = "seed " + seed + " case " + i + ": " + Arrays.toString(value) + ", header "
                    + Arrays.toString(header);
            Optional<RejectReason> demanded = demanded(value, header);
            Optional<RejectReason> actual;
            try {
                actual = reader.read(record(value, header));
                if (actual.isEmpty()) {
                    accepted += verify();
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError(where, e);
            }
            if (demanded.isPresent()) {
                assertThat(actual).as(where).isEqualTo(demanded);
            } else {
                assertThat(actual.orElse(RejectReason.MALFORMED)).as(where).isEqualTo(RejectReason.MALFORMED);
            }
            actual.ifPresent(reason -> refused.merge(reason, 1, Integer::sum));
        }
        System.out.println("accepted " + accepted + ", refused " + refused);
        assertThat(accepted).isGreaterThan(cases / 20);
        assertThat(refused)
                .containsKeys(
                        RejectReason.MALFORMED,
                        RejectReason.SCHEMA_BY_GUID,
                        RejectReason.UNKNOWN_SCHEMA,
                        RejectReason.INCOMPATIBLE_SCHEMA);
    }

    /** What the wire format and the registry say; empty where the record is to be read. */
    private Optional<RejectReason> demanded(byte[] value, byte @Nullable [] header) {
        byte[] said = header == null ? value : header;
        if (said.length >= 17 && said[0] == 1) {
            return Optional.of(RejectReason.SCHEMA_BY_GUID);
        } else if (value.length < 5 || value[0] != 0) {
            return Optional.of(RejectReason.MALFORMED);
        }
        int id = java.nio.ByteBuffer.wrap(value).getInt(1);
        if (id == payment || id == earlier || id == output) {
            return Optional.empty();
        }
        return Optional.of(
                registry.schemaById(id).isPresent() ? RejectReason.INCOMPATIBLE_SCHEMA : RejectReason.UNKNOWN_SCHEMA);
    }

    private byte[] damaged(byte[] value) {
        switch (random.nextInt(8)) {
            case 0 -> value[0] = (byte) (random.nextBoolean() ? 1 : random.nextInt(256));
            case 1 -> ConfluentFraming.writeHeader(value, 1 + random.nextInt(earlier));
            case 2 -> ConfluentFraming.writeHeader(value, madeUp());
            case 3 -> {
                return Arrays.copyOf(value, random.nextInt(value.length + 20));
            }
            case 4 -> {
                int at = random.nextInt(value.length);
                // of an id the last byte only, so that not too many are asked for
                value[at > 0 && at < 4 ? 4 : at] = (byte) random.nextInt(256);
            }
            case 5 -> ConfluentFraming.writeHeader(value, random.nextBoolean() ? payment : earlier);
            default -> {}
        }
        return value;
    }

    /** Few enough that all of them are asked for. */
    private int madeUp() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Integer.MIN_VALUE;
            case 2 -> -1;
            default -> FIRST_OF_NOBODY + random.nextInt(50);
        };
    }

    /** As version 1 of the wire format has it, or nearly. */
    private byte[] header() {
        byte[] header = new byte[random.nextInt(4) == 0 ? random.nextInt(20) : 17];
        random.nextBytes(header);
        if (header.length > 0 && random.nextInt(4) > 0) {
            header[0] = (byte) random.nextInt(3);
        }
        return header;
    }

    private static InputRecord record(byte[] value, byte @Nullable [] header) {
        var headers = new RecordHeaders();
        if (header != null) {
            headers.add(ConfluentFraming.SCHEMA_ID_HEADER, header);
        }
        return new InputRecord("topic", 0, 42, 1_795_181_790_000L, "k".getBytes(UTF_8), value, headers);
    }

    /** Every port has a verdict, and what it accepts is one whole record. */
    private int verify() throws IOException {
        int accepted = 0;
        for (int port = 0; port < outputs.size(); port++) {
            Outcome outcome = reader.plan().evaluate(port, reader.row());
            if (Objects.requireNonNull(outcome) instanceof Outcome.Accepted taken && taken.value() != null) {
                byte[] value = Objects.requireNonNull(taken.value());
                BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
                var unused = outputs.get(port).read(null, decoder);
                assertThat(decoder.isEnd()).as("nothing follows the record").isTrue();
                accepted = 1;
            }
        }
        return accepted;
    }
}
