package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class DroppedTest extends MaskKit {
    @Override
    Mask mask() {
        return new Mask.Drop();
    }

    @Override
    FieldType type() {
        return FieldType.Simple.LONG;
    }

    @Override
    List<String> secrets() {
        return List.of("4711");
    }

    @Test
    void shouldLeaveNull() {
        assertThat(writer(mask()).writesNull()).isTrue();
    }
}
