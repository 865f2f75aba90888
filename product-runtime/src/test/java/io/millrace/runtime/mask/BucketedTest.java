package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketedTest extends MaskKit {
    @Override
    Mask mask() {
        return new Mask.Bucket(10);
    }

    @Override
    FieldType type() {
        return new FieldType.Decimal(12, 2);
    }

    @Override
    List<String> secrets() {
        return List.of("4711.23", "-4711.23");
    }

    @Test
    void shouldWriteTheLowerBoundOfTheBucket() {
        assertThat(written(mask(), "19.99")).isEqualTo(new byte[] {4, 0x03, (byte) 0xe8});
        assertThat(written(mask(), "10.00")).isEqualTo(new byte[] {4, 0x03, (byte) 0xe8});
        assertThat(written(mask(), "0")).isEqualTo(new byte[] {2, 0});
        assertThat(written(mask(), "-0.01")).isEqualTo(new byte[] {4, (byte) 0xfc, 0x18});
    }
}
