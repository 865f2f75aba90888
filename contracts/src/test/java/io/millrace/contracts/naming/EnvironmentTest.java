package io.millrace.contracts.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void shouldStandBeforeNames() {
        assertThat(Environment.of("pr-123").prefixed("checkout.orders")).isEqualTo("pr-123.checkout.orders");
        assertThat(Environment.UNNAMED.prefixed("checkout.orders")).isEqualTo("checkout.orders");
    }

    @Test
    void shouldRefuseANameThatWouldReadAsMoreThanOnePart() {
        assertThatThrownBy(() -> Environment.of("pr.123"))
                .hasMessage("Environment 'pr.123' must be lower-case letters, digits and hyphens, at most 63, such as"
                        + " 'pr-123'.");
    }

    @Test
    void shouldNameOutputsByTheMajorVersion() {
        assertThat(Topics.output("checkout", "orders", "latest", "12.3.4")).isEqualTo("checkout.orders.latest.v12");
    }
}
