package io.millrace.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.SealingKey;
import io.millrace.runtime.record.RejectReason;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // it does not read the annotation of a nullable array from a class file
class SealTest {
    private static final Coordinate SOURCE = new Coordinate("shop.orders.cdc", 3, 1042);
    private static final OriginalRecord ORIGINAL = new OriginalRecord(
            "canary-key".getBytes(UTF_8),
            "canary-value".getBytes(UTF_8),
            List.of(
                    new OriginalRecord.Header("h", "canary-header".getBytes(UTF_8)),
                    new OriginalRecord.Header("empty", null)));

    @TempDir
    private Path directory;

    private SealingKey key;
    private Seal seal;

    @BeforeEach
    void makeKey() {
        key = KeyRing.generate(directory.resolve("keys"), List.of()).sealingKey();
        seal = new Seal(key, new SecureRandom());
    }

    @Test
    void shouldOpenWhatItSealed() throws SealException {
        OriginalRecord opened = Seal.open(SOURCE, seal.seal(SOURCE, ORIGINAL), key);
        assertThat(opened.key()).isEqualTo(ORIGINAL.key());
        assertThat(opened.value()).isEqualTo(ORIGINAL.value());
        assertThat(opened.headers()).hasSize(2);
        assertThat(opened.headers().get(0).value()).isEqualTo("canary-header".getBytes(UTF_8));
        assertThat(opened.headers().get(1).value()).isNull();
    }

    @Test
    void shouldKeepAbsentKeysAndValuesApartFromEmptyOnes() throws SealException {
        OriginalRecord opened =
                Seal.open(SOURCE, seal.seal(SOURCE, new OriginalRecord(null, new byte[0], List.of())), key);
        assertThat(opened.key()).isNull();
        assertThat(opened.value()).isEmpty();
    }

    @Test
    void shouldNotOpenUnderAnotherCoordinateNorWhenAltered() {
        byte[] sealed = seal.seal(SOURCE, ORIGINAL);
        assertThatThrownBy(() -> Seal.open(new Coordinate("shop.orders.cdc", 3, 1043), sealed, key))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("shop.orders.cdc-3-1043")
                .hasMessageNotContaining("canary");
        for (int at = 0; at < sealed.length; at++) {
            byte[] altered = sealed.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> Seal.open(SOURCE, altered, key)).isInstanceOf(SealException.class);
        }
        assertThatThrownBy(() -> Seal.open(SOURCE, new byte[5], key)).hasMessageContaining("cut short");
    }

    @Test
    void shouldNeverSealTwiceAlikeNorShowClearText() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            sealed.add(new String(seal.seal(SOURCE, ORIGINAL), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        assertThat(sealed).hasSize(1000).noneMatch(text -> text.contains("canary"));
    }

    @Test
    void shouldGoByReferenceWhenTheOriginalIsTooLarge() throws Exception {
        var writer = new DeadLetterWriter(1, key, 1000);
        byte[] small = writer.write(rejection(), ORIGINAL, Instant.EPOCH);
        byte[] large = writer.write(rejection(), new OriginalRecord(null, new byte[2000], List.of()), Instant.EPOCH);

        assertThat(DeadLetterSchema.decode(DeadLetterSchema.SCHEMA, small, 5).sealed())
                .isPresent();
        DeadLetter byReference = DeadLetterSchema.decode(DeadLetterSchema.SCHEMA, large, 5);
        assertThat(byReference.sealed()).isEmpty();
        assertThat(byReference.keyId()).isEmpty();
        assertThat(byReference.source()).isEqualTo(SOURCE);
        assertThat(byReference.outputPort()).contains("orders");
    }

    @Test
    void shouldReadBackTheCoordinateItPrints() {
        assertThat(Coordinate.parse(SOURCE.toString())).isEqualTo(SOURCE);
        assertThat(Coordinate.parse("a-b-c-0-1")).isEqualTo(new Coordinate("a-b-c", 0, 1));
        assertThatThrownBy(() -> Coordinate.parse("orders")).hasMessageContaining("<topic>-<partition>-<offset>");
        assertThatThrownBy(() -> Coordinate.parse("orders-x-1")).hasMessageContaining("not a coordinate");
    }

    private static Rejection rejection() {
        return new Rejection(
                RejectReason.RULE_VIOLATED,
                "positive",
                "shop.orders",
                "in",
                Optional.of("orders"),
                Optional.of("shop.order@1.0.0"),
                SOURCE,
                5);
    }
}
