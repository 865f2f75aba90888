package io.millrace.contracts.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.CompatibilityLevel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroCompatibilityTest {
    private static final String ID = "{'name':'id','type':'long'}";
    private static final String NOTE = "{'name':'note','type':['null','string'],'default':null}";
    private static final String MUST = "{'name':'must','type':'string'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an optional field comes   | " + ID + "                     | " + ID + ", " + NOTE + " | ",
                "an optional field goes    | " + ID + ", " + NOTE + "       | " + ID + "               | ",
                "a required field comes    | " + ID + "                     | " + ID + ", " + MUST + " | backward full",
                "a required field goes     | " + ID + ", " + MUST + "       | " + ID + "               | forward full",
                "int widens to long        | {'name':'id','type':'int'}     | " + ID + "               | forward full",
                "long narrows to int       | " + ID
                        + "                     | {'name':'id','type':'int'} | backward full",
                "an enum gains a symbol    | {'name':'e','type':{'type':'enum','name':'E','symbols':['A']}} | {'name':'e','type':{'type':'enum','name':'E','symbols':['A','B']}} | forward full",
                "an enum loses a symbol    | {'name':'e','type':{'type':'enum','name':'E','symbols':['A','B']}} | {'name':'e','type':{'type':'enum','name':'E','symbols':['A']}} | backward full",
                "a decimal's scale changes | {'name':'d','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}} | {'name':'d','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':3}} | backward forward full",
                "micros become millis      | {'name':'t','type':{'type':'long','logicalType':'timestamp-micros'}} | {'name':'t','type':{'type':'long','logicalType':'timestamp-millis'}} | backward forward full"
            })
    void shouldRefuseInTheDirectionsOfTheLevel(String what, String before, String after, String refusedBy) {
        Set<String> refused = new TreeSet<>();
        for (CompatibilityLevel level : CompatibilityLevel.values()) {
            if (!AvroCompatibility.check(level, record(after), List.of(record(before)))
                    .isEmpty()) {
                refused.add(level.name().toLowerCase(Locale.ROOT).replace("_transitive", ""));
            }
        }
        Set<String> expected = refusedBy == null ? Set.of() : Set.of(refusedBy.split(" "));
        assertThat(refused).as(what).isEqualTo(new TreeSet<>(expected));
    }

    @Test
    void shouldLookAtEveryVersionOnlyWhereTheLevelIsTransitive() {
        Schema first = record(ID);
        Schema second = record(ID + "," + NOTE);
        Schema third = record(ID + "," + NOTE.replace("'string'],'default':null", "'long'],'default':null"));
        Schema noteGone = record(ID);
        List<Schema> versions = List.of(first, second, noteGone);

        assertThat(AvroCompatibility.check(CompatibilityLevel.FULL, third, versions))
                .isEmpty();
        assertThat(AvroCompatibility.check(CompatibilityLevel.FULL_TRANSITIVE, third, versions))
                .isNotEmpty()
                .allMatch(reason -> reason.contains("(against version 2)"));
        assertThat(AvroCompatibility.check(CompatibilityLevel.BACKWARD_TRANSITIVE, third, versions))
                .hasSize(1);
        assertThat(AvroCompatibility.check(CompatibilityLevel.FORWARD_TRANSITIVE, third, versions))
                .hasSize(1);
        assertThat(AvroCompatibility.check(CompatibilityLevel.NONE, third, versions))
                .isEmpty();
    }

    private static Schema record(String fields) {
        String json = "{'type':'record','name':'R','fields':[" + fields.strip() + "]}";
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }
}
