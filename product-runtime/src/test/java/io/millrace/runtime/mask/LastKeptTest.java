package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastKeptTest extends MaskKit {
    @Override
    Mask mask() {
        return new Mask.KeepLast(4);
    }

    @Override
    FieldType type() {
        return FieldType.Simple.STRING;
    }

    @Override
    List<String> secrets() {
        return List.of("DE89370400440532013000", "1234", "123", "日本語テキスト");
    }

    @Test
    void shouldKeepTheLastCharacters() {
        assertThat(masked("DE89370400440532013000")).isEqualTo("*".repeat(18) + "3000");
        assertThat(masked("日本語テキスト")).isEqualTo("***テキスト");
        assertThat(masked("😀😀😀😀😀")).isEqualTo("*😀😀😀😀");
    }

    @Test
    void shouldMaskShortValuesWhole() {
        assertThat(masked("1234")).isEqualTo("****");
        assertThat(masked("")).isEmpty();
    }
}
