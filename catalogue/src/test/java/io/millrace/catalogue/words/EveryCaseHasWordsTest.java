package io.millrace.catalogue.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.catalogue.example.MaskedExample;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.WindowMetric.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The one place that fails when the declared model gets a case that the site has no words for. */
class EveryCaseHasWordsTest {
    private static final List<Mask> MASKS = List.of(
            new Mask.None("published anyway"),
            new Mask.Pseudonymize("shop.id", Mask.CanonicalForm.LOWER_CASE),
            new Mask.Encrypt("shop.notes", false),
            new Mask.Redact("***"),
            new Mask.Drop(),
            new Mask.KeepLast(4),
            new Mask.KeepEmailDomain(),
            new Mask.KeepPrefix(3),
            new Mask.Year(),
            new Mask.Bucket(1000),
            new Mask.Arrived("customers.customer", new Mask.Pseudonymize("shop.id", Mask.CanonicalForm.EXACT)));
    private static final List<Condition> CONDITIONS = List.of(
            new Condition.Minimum(BigDecimal.ONE, false),
            new Condition.Maximum(BigDecimal.TEN, true),
            new Condition.MinLength(1),
            new Condition.MaxLength(9),
            new Condition.Matches("[A-Z]+"),
            new Condition.Within(BigDecimal.ONE, BigDecimal.TEN),
            new Condition.MultipleOf(BigDecimal.TEN),
            new Condition.MinItems(1),
            new Condition.MaxItems(9),
            new Condition.UniqueItems(),
            new Condition.NoneOf(List.of("c")),
            new Condition.OneOf(List.of("a", "b")));
    private static final List<Measure> MEASURES = List.of(
            new Measure.Rows(),
            new Measure.Nulls("a"),
            new Measure.Missing("a", new Condition.OneOf(List.of("n/a"))),
            new Measure.Invalid("a", new Condition.MinLength(1)),
            new Measure.Duplicates(List.of("a", "b")),
            new Measure.Rejected(),
            new Measure.Kept());
    private static final Schema ROWS = Schema.createRecord("Row", null, "shop", false, List.of());
    private static final FieldPath PATH = new FieldPath("in", List.of("event", "id"));
    private static final List<Identity> IDENTITIES = List.of(
            new Identity.Position(),
            new Identity.EventId(Optional.of(PATH), Duration.ofDays(7)),
            new Identity.LatestVersion(PATH, Identity.VersionType.INTEGER),
            new Identity.None());

    @Test
    void shouldHaveWordsAndAShapeForEveryMask() {
        every(Mask.class, MASKS, MaskWords::of);
        every(
                Mask.class,
                MASKS,
                mask -> MaskedExample.of(mask, Schema.create(Schema.Type.STRING))
                                .isPresent() + "");
    }

    @Test
    void shouldHaveWordsForEveryCondition() {
        every(Condition.class, CONDITIONS, condition -> RuleWords.of(condition, Schema.create(Schema.Type.LONG)));
    }

    @Test
    void shouldHaveWordsForEveryMeasure() {
        every(Measure.class, MEASURES, measure -> CheckWords.of(measure, ROWS));
    }

    @Test
    void shouldHaveWordsForEveryIdentity() {
        every(Identity.class, IDENTITIES, InputWords::of);
    }

    @Test
    void shouldSayDurationsAsPeopleDo() {
        assertThat(DurationWords.of(Duration.ofDays(90))).isEqualTo("90 days");
        assertThat(DurationWords.of(Duration.ofDays(1095))).isEqualTo("3 years");
        assertThat(DurationWords.of(Duration.ofMinutes(90))).isEqualTo("1 hour 30 minutes");
        assertThat(DurationWords.of(Duration.ofMillis(1500))).isEqualTo("1 second 500 milliseconds");
    }

    @Test
    void shouldSayBoundsInTheNotationOfTheirField() {
        Schema date = LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        Schema time = LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));

        assertThat(RuleWords.of(new Condition.Maximum(new BigDecimal(20819), true), date))
                .isEqualTo("less than 2027-01-01");
        assertThat(RuleWords.of(new Condition.Minimum(new BigDecimal("21600000000"), false), time))
                .isEqualTo("at least 06:00");
    }

    private static <T> void every(Class<T> type, List<? extends T> samples, Function<T, String> words) {
        assertThat(samples.stream().map(Object::getClass).map(Class::getSimpleName))
                .as("a sample of every case of %s; a new case needs words in this package, and a sample here", type)
                .containsAll(Arrays.stream(type.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
        assertThat(samples).allSatisfy(sample -> assertThat(words.apply(sample)).isNotBlank());
    }
}
