package io.millrace.cli.demo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Mask.CanonicalForm;
import io.millrace.runtime.key.KeyRing;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskOracleTest {
    @TempDir
    private Path folder;

    private MaskOracle oracle;

    @BeforeEach
    void generateKeys() {
        oracle = new MaskOracle(KeyRing.generate(folder.resolve("keys"), List.of("email", "customer")));
    }

    @Test
    void shouldGiveEqualTokensToSpellingsOfOneValueInOneDomainOnly() {
        Mask lower = new Mask.Pseudonymize("email", CanonicalForm.LOWER_CASE);

        String token = oracle.masked(lower, "Ada@Shop.example", Simple.STRING);

        assertThat(token).isEqualTo(oracle.masked(lower, " ada@shop.example ", Simple.STRING));
        assertThat(token).matches("[^.]+\\.[A-Za-z0-9_-]{22}");
        assertThat(token).isNotEqualTo(oracle.masked(lower, "eve@shop.example", Simple.STRING));
        assertThat(token)
                .isNotEqualTo(oracle.masked(
                        new Mask.Pseudonymize("customer", CanonicalForm.LOWER_CASE),
                        "ada@shop.example",
                        Simple.STRING));
    }

    @Test
    void shouldFollowTheDocumentationOfEachStrategy() {
        assertThat(oracle.masked(new Mask.None("public"), "Ada", Simple.STRING)).isEqualTo("Ada");
        assertThat(oracle.masked(new Mask.Redact("***"), "Ada", Simple.STRING)).isEqualTo("***");
        assertThat(oracle.masked(new Mask.Drop(), "Ada", Simple.STRING)).isEqualTo(Text.NULL);
        assertThat(oracle.masked(new Mask.KeepLast(3), "Zoë-12", Simple.STRING)).isEqualTo("***-12");
        assertThat(oracle.masked(new Mask.KeepLast(9), "Zoë", Simple.STRING)).isEqualTo("***");
        assertThat(oracle.masked(new Mask.KeepEmailDomain(), "ada@Shop.Example", Simple.STRING))
                .isEqualTo("***@shop.example");
        assertThat(oracle.masked(new Mask.KeepPrefix(2), "SW1A 2AA", Simple.STRING))
                .isEqualTo("SW");
        assertThat(oracle.masked(new Mask.KeepPrefix(8), "SW1A 2AA", Simple.STRING))
                .isEqualTo("***");
        assertThat(oracle.masked(new Mask.Year(), LocalDate.of(1987, 3, 12), Simple.INT))
                .isEqualTo("1987");
        assertThat(oracle.masked(new Mask.Bucket(100), -5L, Simple.LONG)).isEqualTo("-100");
        assertThat(oracle.masked(new Mask.Bucket(10), new BigDecimal("19.99"), new FieldType.Decimal(12, 2)))
                .isEqualTo("10.00");
        assertThat(oracle.masked(new Mask.Redact("***"), null, Simple.STRING)).isEqualTo(Text.NULL);
    }
}
