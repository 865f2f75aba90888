package io.millrace.runtime.combine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.CelText;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.product.StreamChecks;
import io.millrace.runtime.record.Fragment;
import io.millrace.runtime.record.Fragment.Content;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.Outcome.Part.Change;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.record.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowMergerTest {
    private static final Location HERE = new Location("order.odcs.yaml", 1, 1);
    private static final byte[] KEY = {'1'};
    private static final Mask CLEAR = new Mask.None("not personal");

    private static Field field(String name, boolean required, Mask mask) {
        return new Field(
                name,
                FieldType.Simple.STRING,
                required,
                name.equals("id") ? OptionalInt.of(1) : OptionalInt.empty(),
                new FieldSource.Path(new FieldPath("a", List.of("event", name))),
                Optional.empty(),
                mask,
                List.of(),
                OnViolation.REJECT,
                Optional.empty(),
                "",
                HERE);
    }

    /** Fields of input {@code a}, and of {@code b} where the name starts with b. */
    private static RowLayout layout(Field... fields) {
        Map<String, String> others = new HashMap<>();
        Arrays.stream(fields)
                .filter(field -> field.name().startsWith("b"))
                .forEach(field -> others.put(field.name(), "b"));
        RowInputs inputs = new RowInputs(
                RowInputs.Combine.MERGE,
                List.of("a", "b"),
                others,
                Optional.empty(),
                RowInputs.Unavailable.REJECT,
                RowInputs.Absent.NULL);
        return RowLayout.of(
                new RowContract(
                        "shop.order",
                        "1.0.0",
                        "Order",
                        "shop",
                        "",
                        inputs,
                        Optional.<CelText>empty(),
                        List.of(fields),
                        List.of(),
                        ServiceLevels.NONE,
                        List.of(),
                        HERE,
                        StreamChecks.NONE),
                Map.of());
    }

    static final RowLayout ORDERS = layout(
            field("id", true, CLEAR),
            field("b_required", true, CLEAR),
            field("a_note", false, CLEAR),
            field("b_note", false, CLEAR));

    private static byte[] required(String text) {
        var out = new Output(16);
        byte[] bytes = text.getBytes(UTF_8);
        out.writeSpan(bytes, 0, bytes.length);
        return out.toByteArray();
    }

    private static byte[] optional(@Nullable String text) {
        var out = new Output(16);
        out.writeByte(text == null ? 0 : 2);
        if (text != null) {
            out.write(required(text));
        }
        return out.toByteArray();
    }

    private static Outcome.Part part(byte[]... spans) {
        var bytes = new Output(64);
        int[] ends = new int[spans.length];
        Content[] contents = new Content[spans.length];
        for (int i = 0; i < spans.length; i++) {
            contents[i] = spans[i].length == 0 ? Content.UNAVAILABLE : Content.VALUE;
            bytes.write(spans[i]);
            ends[i] = bytes.size();
        }
        return new Outcome.Part(
                KEY, Change.UPDATED, Optional.of(new Fragment(bytes.toByteArray(), ends, contents, "")));
    }

    private static Outcome.Part gone(Change change) {
        return new Outcome.Part(KEY, change, Optional.empty());
    }

    private static MergedRow.Row row(MergedRow merged) {
        assertThat(merged).isInstanceOf(MergedRow.Row.class);
        return (MergedRow.Row) merged;
    }

    private static byte[] together(byte[]... spans) {
        var out = new Output(64);
        for (byte[] span : spans) {
            out.write(span);
        }
        return out.toByteArray();
    }

    @Test
    void shouldSpliceFieldsInTheOrderOfTheContractOnceAllRequiredOnesAreThere() {
        var merger = new RowMerger(ORDERS);

        MergedRow.Row first = row(merger.merge(0, part(required("1"), optional("x")), null));
        MergedRow.Row both = row(merger.merge(
                1, part(required("card"), optional(null)), first.stored().orElseThrow()));

        assertThat(first.record()).isEmpty();
        assertThat(both.wasComplete()).isFalse();
        assertThat(both.record().orElseThrow())
                .isEqualTo(together(required("1"), required("card"), optional("x"), optional(null)));
    }

    @Test
    void shouldComeToTheSameRowInWhateverOrderTheInputsAreRead() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<List<Outcome.Part>> inputs = List.of(parts(random, true), parts(random, false));
            byte[] one = fold(inputs, random);
            byte[] other = fold(inputs, random);
            assertThat(one).as("seed %d, round %d", seed, round).isEqualTo(other);
        }
    }

    private static List<Outcome.Part> parts(Random random, boolean first) {
        List<Outcome.Part> parts = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String text = Integer.toString(random.nextInt(100));
            parts.add(
                    random.nextInt(4) == 0
                            ? gone(random.nextBoolean() ? Change.DELETED : Change.LEFT)
                            : part(required(first ? "1" : text), optional(random.nextBoolean() ? text : null)));
        }
        return parts;
    }

    private static byte @Nullable [] fold(List<List<Outcome.Part>> inputs, Random random) {
        var merger = new RowMerger(ORDERS);
        byte[] stored = null;
        int[] next = {0, 0};
        while (next[0] < inputs.get(0).size() || next[1] < inputs.get(1).size()) {
            int input = random.nextInt(2);
            if (next[input] < inputs.get(input).size()) {
                stored = row(merger.merge(input, inputs.get(input).get(next[input]++), stored))
                        .stored()
                        .orElse(null);
            }
        }
        return stored;
    }

    @Test
    void shouldShowTheLastRowWhenTheOwnerOfTheKeyDeletesIt() {
        var merger = new RowMerger(ORDERS);
        byte[] stored = stored(merger);

        MergedRow.Row deleted = row(merger.merge(0, gone(Change.DELETED), stored));

        assertThat(deleted.last()).isPresent();
        assertThat(deleted.record()).isEmpty();
        assertThat(deleted.wasComplete()).isTrue();
        assertThat(deleted.stored()).as("what the other input has brought").isPresent();
    }

    private static byte[] stored(RowMerger merger) {
        byte[] first = row(merger.merge(0, part(required("1"), optional("x")), null))
                .stored()
                .orElseThrow();
        return row(merger.merge(1, part(required("card"), optional("y")), first))
                .stored()
                .orElseThrow();
    }

    @Test
    void shouldKeepWhatWasNotSentAndRefuseWhatWasNeverKnown() {
        var merger = new RowMerger(ORDERS);
        byte[] stored = stored(merger);

        MergedRow.Row kept = row(merger.merge(1, part(new byte[0], optional("z")), stored));
        MergedRow unknown = merger.merge(1, part(new byte[0], optional("z")), null);

        assertThat(kept.record().orElseThrow())
                .isEqualTo(together(required("1"), required("card"), optional("x"), optional("z")));
        assertThat(unknown)
                .isEqualTo(new MergedRow.Refused(new Outcome.Rejected(RejectReason.VALUE_UNAVAILABLE, "b_required")));
    }

    @Test
    void shouldReadRowsOfAnEarlierContractByTheNamesOfFields() {
        byte[] stored = stored(new RowMerger(ORDERS));
        // another order, one field removed, one added
        var merger = new RowMerger(layout(
                field("b_note", false, CLEAR),
                field("a_added", false, CLEAR),
                field("id", true, CLEAR),
                field("b_required", true, CLEAR)));

        MergedRow.Row row = row(merger.merge(1, part(optional("new"), required("cash")), stored));

        assertThat(row.wasComplete()).isTrue();
        assertThat(row.record().orElseThrow())
                .isEqualTo(together(optional("new"), optional(null), required("1"), required("cash")));
    }

    @Test
    void shouldNotReadAFieldThatIsMaskedOtherwiseNowOrRequiredOrMoved() {
        byte[] stored = stored(new RowMerger(ORDERS));
        var masked = new RowMerger(layout(
                field("id", true, CLEAR),
                field("b_required", true, new Mask.Redact("***")),
                field("a_note", false, CLEAR)));
        var demanded = new RowMerger(
                layout(field("id", true, CLEAR), field("b_required", true, CLEAR), field("a_note", true, CLEAR)));

        assertThat(row(masked.merge(0, part(required("1"), optional("x")), stored))
                        .record())
                .as("the old value was masked otherwise, so the row waits for a new one")
                .isEmpty();
        assertThat(row(demanded.merge(1, part(required("cash")), stored)).record())
                .as("the old span was that of an optional field")
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatANewerVersionHasStored() {
        byte[] stored = stored(new RowMerger(ORDERS));
        stored[0] = 3;

        assertThatThrownBy(() -> new RowMerger(ORDERS).merge(0, gone(Change.LEFT), stored))
                .hasMessageContaining("newer Millrace");
    }
}
