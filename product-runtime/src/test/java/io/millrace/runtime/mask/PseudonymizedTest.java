package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Mask.CanonicalForm;
import io.millrace.runtime.key.KeyRingException;
import io.millrace.runtime.key.PseudonymKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;

class PseudonymizedTest extends MaskKit {
    @Override
    Mask mask() {
        return of("one", CanonicalForm.LOWER_CASE);
    }

    @Override
    FieldType type() {
        return FieldType.Simple.STRING;
    }

    @Override
    List<String> secrets() {
        return List.of("ana@shop.example", "C-100042", "日本語");
    }

    private static Mask of(String joinDomain, CanonicalForm form) {
        return new Mask.Pseudonymize(joinDomain, form);
    }

    @Test
    void shouldBeTheFirst128BitsOfAnHmacInBase64Url() throws Exception {
        PseudonymKey key = keys().pseudonymKey("one");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key.secret());
        byte[] digest = mac.doFinal("one\0ana@shop.example".getBytes(UTF_8));

        assertThat(masked("ana@shop.example"))
                .isEqualTo(key.id() + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16)));
    }

    @Test
    void shouldGiveOneTokenToAllSpellingsOfTheCanonicalForm() {
        assertThat(masked(" Ana@SHOP.example\t")).isEqualTo(masked("ana@shop.example"));
        assertThat(masked("\u2003ÇA@x ")).isEqualTo(masked("ça@x"));
        assertThat(masked(of("one", CanonicalForm.TRIMMED), " A "))
                .isEqualTo(masked(of("one", CanonicalForm.EXACT), "A"));
        assertThat(masked(of("one", CanonicalForm.DIGITS), "+49 (170) 12+3"))
                .isEqualTo(masked(of("one", CanonicalForm.EXACT), "+49170123"));
        assertThat(masked(of("one", CanonicalForm.EXACT), " A"))
                .isNotEqualTo(masked(of("one", CanonicalForm.EXACT), "A"));
    }

    @Test
    void shouldNotBeLinkableAcrossJoinDomains() {
        String one = masked(of("one", CanonicalForm.EXACT), "A");
        String two = masked(of("two", CanonicalForm.EXACT), "A");

        assertThat(one.substring(one.indexOf('.'))).isNotEqualTo(two.substring(two.indexOf('.')));
    }

    @Test
    void shouldNameTheJoinDomainThatHasNoKey() {
        assertThatThrownBy(() -> writer(of("three", CanonicalForm.EXACT)))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("'three'")
                .hasMessageContaining("[one, two]");
    }
}
