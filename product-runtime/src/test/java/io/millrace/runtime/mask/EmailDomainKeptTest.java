package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmailDomainKeptTest extends MaskKit {
    @Override
    Mask mask() {
        return new Mask.KeepEmailDomain();
    }

    @Override
    FieldType type() {
        return FieldType.Simple.STRING;
    }

    @Override
    List<String> secrets() {
        return List.of("Ana@Shop.example", "ana", "a@b@c.example");
    }

    @Test
    void shouldKeepTheDomainInLowerCase() {
        assertThat(masked("Ana@Shop.EXAMPLE")).isEqualTo("***@shop.example");
        assertThat(masked("a@b@c.example")).isEqualTo("***@c.example");
        assertThat(masked("a@ÇA.example")).isEqualTo("***@ça.example");
    }

    @Test
    void shouldHideWhatIsNoAddress() {
        assertThat(masked("ana")).isEqualTo("***");
        assertThat(masked("@shop.example")).isEqualTo("***");
        assertThat(masked("ana@")).isEqualTo("***");
        assertThat(masked("")).isEqualTo("***");
    }
}
