package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactedTest extends MaskKit {
    @Override
    Mask mask() {
        return new Mask.Redact("gone");
    }

    @Override
    FieldType type() {
        return FieldType.Simple.STRING;
    }

    @Override
    List<String> secrets() {
        return List.of("ana@shop.example", "4711", "日本語");
    }

    @Test
    void shouldWriteTheReplacement() {
        assertThat(masked("ana")).isEqualTo("gone");
        assertThat(masked("")).isEqualTo("gone");
    }
}
