package io.millrace.contracts.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadPathsTest {
    @Test
    void shouldFindDottedNamesAndNotTheFunctionsCalledOnThem() {
        assertThat(ReadPaths.of("orders.after.name.startsWith('a') && size(orders . after . tags) > 1"))
                .containsExactly(List.of("orders", "after", "name"), List.of("orders", "after", "tags"));
    }

    @Test
    void shouldNotReadTextLiterals() {
        assertThat(ReadPaths.of("a.b == 'c.d' || e.f == \"g.h \\\" i.j\" || r'k.l' == m.n"))
                .containsExactly(List.of("a", "b"), List.of("e", "f"), List.of("m", "n"));
    }

    @Test
    void shouldTellABarePathFromAnExpression() {
        assertThat(ReadPaths.isBarePath("orders.after.total")).isTrue();
        assertThat(ReadPaths.isBarePath("orders")).isFalse();
        assertThat(ReadPaths.isBarePath("orders.after.total + 1")).isFalse();
        assertThat(ReadPaths.isBarePath("orders.after.tags[0]")).isFalse();
    }
}
