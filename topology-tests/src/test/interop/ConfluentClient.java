import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A consumer and a producer as another team would write them, with Confluent's own serializers and nothing of ours.
 * Runs in a process of its own, from source, on a class path that holds Confluent's jar only.
 */
final class ConfluentClient {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private ConfluentClient() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "read" -> read(args[1], args[2], args[3], Integer.parseInt(args[4]));
            case "write" -> write(args[1], args[2], args[3], new Schema.Parser().parse(args[4]));
            default -> throw new IllegalArgumentException("read or write, not " + args[0]);
        }
    }

    /** Prints {@code key<TAB>value} for so many records of a topic; the value is JSON, or {@code null}. */
    private static void read(String bootstrapServers, String registry, String topic, int count) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "key.deserializer", StringDeserializer.class.getName(),
                "value.deserializer", KafkaAvroDeserializer.class.getName(),
                "schema.registry.url", registry);
        try (KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int missing = count;
            Instant end = Instant.now().plus(PATIENCE);
            while (missing > 0 && Instant.now().isBefore(end)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    String value = record.value() == null ? "null" : GenericData.get().toString(record.value());
                    out.println(record.key() + "\t" + value);
                    missing--;
                }
            }
        }
    }

    /** Sends each line {@code key<TAB>value} of the input, the value in Avro's JSON encoding. */
    private static void write(String bootstrapServers, String registry, String topic, Schema schema) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "key.serializer", StringSerializer.class.getName(),
                "value.serializer", KafkaAvroSerializer.class.getName(),
                "schema.registry.url", registry);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(settings)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.indexOf('\t');
                Object value = new GenericDatumReader<>(schema)
                        .read(null, DecoderFactory.get().jsonDecoder(schema, line.substring(tab + 1)));
                producer.send(new ProducerRecord<>(topic, line.substring(0, tab), value)).get();
            }
        }
    }
}
