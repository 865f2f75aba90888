package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class YearKeptTest extends MaskKit {
    @Override
    Mask mask() {
        return new Mask.Year();
    }

    @Override
    FieldType type() {
        return FieldType.Simple.STRING;
    }

    @Override
    List<String> secrets() {
        return List.of("1990-02-03", "2000-02-29");
    }

    @Test
    void shouldKeepTheYear() {
        assertThat(masked("1990-12-31")).isEqualTo("1990");
        assertThat(masked("2000-02-29")).isEqualTo("2000");
        assertThat(masked("0007-01-01")).isEqualTo("0007");
    }
}
