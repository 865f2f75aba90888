package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixKeptTest extends MaskKit {
    @Override
    Mask mask() {
        return new Mask.KeepPrefix(3);
    }

    @Override
    FieldType type() {
        return FieldType.Simple.STRING;
    }

    @Override
    List<String> secrets() {
        return List.of("80331", "803", "8");
    }

    @Test
    void shouldKeepTheFirstCharacters() {
        assertThat(masked("80331")).isEqualTo("803");
        assertThat(masked("日本語テ")).isEqualTo("日本語");
    }

    @Test
    void shouldRedactShortValuesWhole() {
        assertThat(masked("803")).isEqualTo("***");
        assertThat(masked("")).isEqualTo("***");
    }
}
