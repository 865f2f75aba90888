package club.scores;

import io.millrace.product.InputPorts;
import io.millrace.product.OutputPorts;
import io.millrace.product.ProductTopology;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Java topologies that go wrong, in a package of a team's own: where an error was made is what tells it from one of the
 * runtime's or Kafka's.
 */
public final class FailingTopologies {
    /** What their errors tell of a record. */
    public static final String TOLD = "ada.told@clear.example";

    /** Somebody of whom no row can be made. */
    public static final int UNFIT = 13;

    private FailingTopologies() {}

    /** Hands over one row per person, through one node of its own. */
    abstract static class Scores implements ProductTopology {
        @Override
        public final void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            Schema schema = outputs.port("scores").schema();
            KStream<String, GenericRecord> rows =
                    inputs.port("people").stream().mapValues(person -> score(schema, person));
            outputs.port("scores").accept(rated(rows));
        }

        abstract KStream<String, GenericRecord> rated(KStream<String, GenericRecord> scores);
    }

    /** A row, or one that lacks what is required, which no Avro can be made of. */
    private static GenericRecord score(Schema schema, GenericRecord person) {
        var score = new GenericData.Record(schema);
        if (!person.get("points").equals(UNFIT)) {
            score.put("person", person.get("person"));
        }
        score.put("email", person.get("email"));
        score.put("nickname", "Ada");
        score.put("points", person.get("points"));
        return score;
    }

    /** Catches what comes of the rows it forwards. */
    public static class Swallowing extends Scores {
        @Override
        KStream<String, GenericRecord> rated(KStream<String, GenericRecord> scores) {
            return scores.process(
                    () -> new ContextualProcessor<String, GenericRecord, String, GenericRecord>() {
                        @Override
                        @SuppressWarnings("EmptyCatch")
                        public void process(Record<String, GenericRecord> row) {
                            try {
                                context().forward(row);
                            } catch (RuntimeException swallowed) {
                                // As code does that wants to go on whatever comes.
                            }
                        }
                    },
                    Named.as("rate-people"));
        }
    }

    /** Puts an error of its own around what comes of the rows it forwards. */
    public static class Rethrowing extends Scores {
        @Override
        KStream<String, GenericRecord> rated(KStream<String, GenericRecord> scores) {
            return scores.process(
                    () -> new ContextualProcessor<String, GenericRecord, String, GenericRecord>() {
                        @Override
                        public void process(Record<String, GenericRecord> row) {
                            try {
                                context().forward(row);
                            } catch (RuntimeException failed) {
                                throw new IllegalStateException("no score of " + TOLD, failed);
                            }
                        }
                    },
                    Named.as("rate-people"));
        }
    }

    /** Throws an exception of Kafka Streams with a record in its text. */
    public static class ThrowingOfKafka extends Scores {
        @Override
        KStream<String, GenericRecord> rated(KStream<String, GenericRecord> scores) {
            return scores.mapValues(
                    score -> {
                        throw new StreamsException("no score of " + TOLD);
                    },
                    Named.as("rate-people"));
        }
    }

    /** Throws an exception of Kafka's clients, which say to try again, and do not know where they were made. */
    public static class ThrowingRetriable extends Scores {
        @Override
        KStream<String, GenericRecord> rated(KStream<String, GenericRecord> scores) {
            return scores.mapValues(
                    score -> {
                        throw new TimeoutException("no score of " + TOLD);
                    },
                    Named.as("rate-people"));
        }
    }

    /** Throws because of the time. */
    public static class ThrowingByTime extends Scores {
        @Override
        KStream<String, GenericRecord> rated(KStream<String, GenericRecord> scores) {
            return scores.process(
                    () -> new ContextualProcessor<String, GenericRecord, String, GenericRecord>() {
                        @Override
                        public void init(ProcessorContext<String, GenericRecord> context) {
                            super.init(context);
                            context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, now -> {
                                throw new IllegalStateException("no score of " + TOLD);
                            });
                        }

                        @Override
                        public void process(Record<String, GenericRecord> row) {
                            context().forward(row);
                        }
                    },
                    Named.as("rate-people"));
        }
    }

    /** Throws because of the time, from a processor that leaves keys alone. */
    public static class ThrowingByTimeOfValues extends Scores {
        @Override
        KStream<String, GenericRecord> rated(KStream<String, GenericRecord> scores) {
            return scores.processValues(
                    () -> new ContextualFixedKeyProcessor<String, GenericRecord, GenericRecord>() {
                        @Override
                        public void init(FixedKeyProcessorContext<String, GenericRecord> context) {
                            super.init(context);
                            context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, now -> {
                                throw new StreamsException("no score of " + TOLD);
                            });
                        }

                        @Override
                        public void process(FixedKeyRecord<String, GenericRecord> row) {
                            context().forward(row);
                        }
                    },
                    Named.as("rate-people"));
        }
    }
}
