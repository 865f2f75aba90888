package io.millrace.tests.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.demo.report.DemoReport.Verification;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.cli.demo.verify.AvroReader;
import io.millrace.cli.demo.verify.Balance;
import io.millrace.cli.demo.verify.ClearTextScanner;
import io.millrace.cli.demo.verify.ClearTextSearch;
import io.millrace.cli.demo.verify.Evidence;
import io.millrace.cli.demo.verify.Expectation;
import io.millrace.cli.demo.verify.Judge;
import io.millrace.contracts.wire.ConfluentFraming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The right topics pass; each way in which topics can be wrong is reported, under its own name. */
class JudgeTest {
    private static final String CLEAR = ShopTraffic.EMAIL;

    private final ShopTraffic traffic = new ShopTraffic();

    @TempDir
    Path work;

    @Test
    void shouldPassTopicsThatAreRight() throws IOException {
        try (ProductOnDriver payments = traffic.payments(work)) {
            Judgement judgement = judge(payments, payments.topics(), payments.balances(), Map.of());

            assertThat(judgement.failed()).isEmpty();
            assertThat(judgement.lost()).isZero();
            assertThat(judgement.duplicated()).isZero();
        }
    }

    @Test
    void shouldReportALostRecord() throws IOException {
        try (ProductOnDriver payments = traffic.payments(work)) {
            List<ConsumerRecord<byte[], byte[]>> topics = payments.topics();
            topics.remove(lastOf(topics, payments.outputTopic()));

            Judgement judgement = judge(payments, topics, payments.balances(), Map.of());

            assertThat(judgement.lost()).isOne();
            assertThat(judgement.failed()).anyMatch(name -> name.contains("holds each accepted record once"));
        }
    }

    @Test
    void shouldReportADoubledRecord() throws IOException {
        try (ProductOnDriver payments = traffic.payments(work)) {
            List<ConsumerRecord<byte[], byte[]>> topics = payments.topics();
            topics.add(lastOf(topics, payments.outputTopic()));

            Judgement judgement = judge(payments, topics, payments.balances(), Map.of());

            assertThat(judgement.duplicated()).isOne();
            assertThat(judgement.lost()).isZero();
            assertThat(judgement.failed()).anyMatch(name -> name.contains("holds each accepted record once"));
        }
    }

    @Test
    void shouldReportAValueThatIsNotMaskedAsPromised() throws IOException {
        try (ProductOnDriver payments = traffic.payments(work)) {
            List<ConsumerRecord<byte[], byte[]>> topics = payments.topics();
            ConsumerRecord<byte[], byte[]> right = lastOf(topics, payments.outputTopic());
            GenericRecord value = new AvroReader(payments.registry()).read(right.value());
            value.put("payer", CLEAR);
            topics.set(
                    topics.indexOf(right),
                    new ConsumerRecord<>(right.topic(), 0, right.offset(), right.key(), framed(right.value(), value)));

            Judgement judgement = judge(payments, topics, payments.balances(), Map.of());

            assertThat(judgement.lost()).isOne();
            assertThat(judgement.failed()).anyMatch(name -> name.contains("masked as promised"));
        }
    }

    @Test
    void shouldReportAMissingAndADoubledDeadLetter() throws IOException {
        try (ProductOnDriver payments = traffic.payments(work)) {
            List<ConsumerRecord<byte[], byte[]>> topics = payments.topics();
            ConsumerRecord<byte[], byte[]> letter = topics.get(topics.size() - 1);

            List<ConsumerRecord<byte[], byte[]>> without = new ArrayList<>(topics);
            without.remove(letter);
            List<ConsumerRecord<byte[], byte[]>> twice = new ArrayList<>(topics);
            twice.add(letter);

            assertThat(judge(payments, without, payments.balances(), Map.of()).failed())
                    .containsExactly("checkout.payments: one dead letter for each rejected record, with its reason");
            assertThat(judge(payments, twice, payments.balances(), Map.of()).duplicated())
                    .isOne();
        }
    }

    @Test
    void shouldReportABalanceThatDoesNotAddUp() throws IOException {
        try (ProductOnDriver payments = traffic.payments(work)) {
            Map<String, Balance> balances = Map.of("checkout.payments/payments", new Balance(4, 0, 0, 0, 0, 1));

            assertThat(judge(payments, payments.topics(), balances, Map.of()).failed())
                    .containsExactly(
                            "checkout.payments/payments: input = output + duplicates + dead letters + filtered");
        }
    }

    @Test
    void shouldReportChangesInAnotherOrderAndALatestRowThatIsNotTheDatabases() throws IOException {
        try (ProductOnDriver customers = traffic.customers(work)) {
            List<ConsumerRecord<byte[], byte[]>> topics = customers.topics();
            Map<String, List<TableRow>> database = Map.of("customers", List.of(ShopTraffic.customer("Turin")));
            List<ConsumerRecord<byte[], byte[]>> swapped = new ArrayList<>(topics);
            int last = swapped.indexOf(lastOf(topics, customers.outputTopic()));
            swapped.add(last - 1, swapped.remove(last));

            assertThat(judge(customers, topics, customers.balances(), database).failed())
                    .isEmpty();
            assertThat(judge(customers, swapped, customers.balances(), database).failed())
                    .anyMatch(name -> name.contains("in order per key"))
                    .anyMatch(name -> name.contains("the latest row per key equals the database"));
            assertThat(judge(
                                    customers,
                                    topics,
                                    customers.balances(),
                                    Map.of("customers", List.of(ShopTraffic.customer("Bergen"))))
                            .failed())
                    .containsExactly("customers.customers/customers: the latest row per key equals the database");
        }
    }

    @Test
    void shouldReportClearTextInAKeyAValueAndAHeader() throws IOException {
        try (ProductOnDriver payments = traffic.payments(work)) {
            List<ConsumerRecord<byte[], byte[]>> topics = payments.topics();
            ConsumerRecord<byte[], byte[]> output = lastOf(topics, payments.outputTopic());

            assertThat(hits(output)).isZero();
            // The raw topic holds what the provider sent; so the search can find it.
            assertThat(hits(topics.get(0))).isOne();
            output.headers().add("trace", CLEAR.getBytes(StandardCharsets.UTF_16BE));
            assertThat(hits(output)).isOne();
        }
    }

    /** What the judge said. */
    private record Judgement(List<String> failed, long lost, long duplicated) {}

    private Judgement judge(
            ProductOnDriver product,
            List<ConsumerRecord<byte[], byte[]>> topics,
            Map<String, Balance> balances,
            Map<String, List<TableRow>> database) {
        Expectation expectation = new Expectation(product.ports());
        traffic.tell(expectation);
        Evidence evidence = new Evidence(product.ports(), new AvroReader(product.registry()));
        topics.forEach(evidence::take);
        Judge judge = new Judge(product.ports(), expectation, evidence);
        List<String> failed = judge.judge(database, balances).stream()
                .filter(verification -> !verification.passed())
                .map(Verification::name)
                .toList();
        return new Judgement(failed, judge.lost(), judge.duplicated());
    }

    /** A value under the schema id of another. */
    private static byte[] framed(byte[] like, GenericRecord value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(like, 0, ConfluentFraming.HEADER_LENGTH);
        new GenericDatumWriter<GenericRecord>(value.getSchema())
                .write(value, EncoderFactory.get().directBinaryEncoder(out, null));
        return out.toByteArray();
    }

    private static long hits(ConsumerRecord<byte[], byte[]> record) {
        ClearTextSearch search = new ClearTextSearch(new ClearTextScanner(List.of(CLEAR)));
        search.record(record);
        return search.hits();
    }

    private static ConsumerRecord<byte[], byte[]> lastOf(List<ConsumerRecord<byte[], byte[]>> topics, String topic) {
        return topics.stream()
                .filter(record -> record.topic().equals(topic))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
