package io.millrace.cli.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PaymentTrafficTest {
    private static final int STEPS = 4_000;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final PaymentTraffic payments =
            new PaymentTraffic(producer, "payments", new People(new Random(7), new PersonalValues()), new Random(7));

    @Test
    void shouldSendSomeOfEachKindAndMostlyGoodOnes() throws IOException, InterruptedException {
        List<SentPayment> sent = run();

        assertThat(sent).filteredOn(payment -> payment.fate() == Fate.ACCEPTED).hasSizeGreaterThan(STEPS * 7 / 10);
        assertThat(sent).filteredOn(payment -> payment.fate() == Fate.DUPLICATE).hasSizeGreaterThan(STEPS / 50);
        assertThat(sent)
                .filteredOn(payment -> payment.fate() == Fate.REJECTED)
                .extracting(SentPayment::reason)
                .contains(
                        "too-late",
                        "in-the-future",
                        "malformed",
                        "rule-violated",
                        "missing-value",
                        "type-mismatch",
                        "missing-identity");
    }

    @Test
    void shouldSendDuplicatesByteForByteAndAcceptEachIdOnce() throws IOException, InterruptedException {
        Set<String> accepted = new HashSet<>();
        Set<String> values = new HashSet<>();
        List<SentPayment> sent = run();
        for (int i = 0; i < sent.size(); i++) {
            SentPayment payment = sent.get(i);
            String value = new String(producer.history().get(i).value(), StandardCharsets.ISO_8859_1);
            if (payment.fate() == Fate.ACCEPTED) {
                assertThat(accepted.add(payment.id().orElseThrow())).isTrue();
                values.add(value);
            } else if (payment.fate() == Fate.DUPLICATE) {
                assertThat(accepted).contains(payment.id().orElseThrow());
                assertThat(values).contains(value);
            }
        }
    }

    private List<SentPayment> run() throws IOException, InterruptedException {
        List<SentPayment> sent = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            sent.add(payments.step());
        }
        return sent;
    }
}
