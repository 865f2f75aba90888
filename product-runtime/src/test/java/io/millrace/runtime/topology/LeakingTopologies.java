package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.product.InputPorts;
import io.millrace.product.OutputPorts;
import io.millrace.product.ProductTopology;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Java topologies that do what they should, and that try what they should not. */
final class LeakingTopologies {
    /** A clear value that code has come by in whatever way. */
    static final String CANARY = "ada.canary@clear.example";

    private LeakingTopologies() {}

    static GenericRecord score(Schema schema, GenericRecord person) {
        return new GenericRecordBuilder(schema)
                .set("person", person.get("person"))
                .set("email", person.get("email"))
                .set("nickname", "Ada")
                .set("points", person.get("points"))
                .build();
    }

    /** Hands over one row per person. */
    public static class Honest implements ProductTopology {
        @Override
        public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            Schema schema = outputs.port("scores").schema();
            outputs.port("scores").accept(changed(inputs.port("people").stream(), schema));
        }

        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            return people.mapValues(person -> changed(score(schema, person)));
        }

        GenericRecord changed(GenericRecord score) {
            return score;
        }
    }

    /** Writes a clear value under another name. */
    public static class OtherName extends Honest {
        @Override
        GenericRecord changed(GenericRecord score) {
            Schema wider = SchemaBuilder.record("Wider")
                    .fields()
                    .requiredString("person")
                    .optionalString("email")
                    .requiredString("contact")
                    .optionalString("nickname")
                    .requiredInt("points")
                    .endRecord();
            return new GenericRecordBuilder(wider)
                    .set("person", score.get("person"))
                    .set("email", score.get("email"))
                    .set("contact", CANARY)
                    .set("nickname", score.get("nickname"))
                    .set("points", score.get("points"))
                    .build();
        }
    }

    /** Puts a clear value where a token is to arrive. */
    public static class ClearInPlaceOfToken extends Honest {
        @Override
        GenericRecord changed(GenericRecord score) {
            score.put("email", CANARY);
            return score;
        }
    }

    /** Puts a clear value where the port masks. */
    public static class ClearWhereThePortMasks extends Honest {
        @Override
        GenericRecord changed(GenericRecord score) {
            score.put("nickname", CANARY);
            return score;
        }
    }

    /** Adds headers, also under the names of standard ones. */
    public static class Headers extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            return super.changed(people, schema).process(() -> new ContextualProcessor<>() {
                @Override
                public void process(Record<String, GenericRecord> row) {
                    row.headers().add("contact", CANARY.getBytes(UTF_8));
                    row.headers().add("mr-source", CANARY.getBytes(UTF_8));
                    row.headers().add("mr-ingested-at", CANARY.getBytes(UTF_8));
                    context().forward(row);
                }
            });
        }
    }

    /** Logs every record. */
    public static class Logging extends Honest {
        private static final Logger LOG = LoggerFactory.getLogger(Logging.class);

        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            return super.changed(people.peek((key, person) -> LOG.info("{} is {}", key, person)), schema);
        }
    }

    /** Throws with a record in the error's text. */
    public static class Throwing extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            return people.mapValues(
                    person -> {
                        throw new IllegalStateException("cannot do " + CANARY + " of " + person);
                    },
                    org.apache.kafka.streams.kstream.Named.as("rate-people"));
        }
    }

    /** Hands over what breaks a rule of the contract. */
    public static class BreaksTheContract extends Honest {
        @Override
        GenericRecord changed(GenericRecord score) {
            score.put("points", -1);
            return score;
        }
    }

    /** Hands over rows without a required field. */
    public static class LacksAField extends Honest {
        @Override
        GenericRecord changed(GenericRecord score) {
            Schema narrow = SchemaBuilder.record("Narrow")
                    .fields()
                    .requiredString("person")
                    .endRecord();
            var row = new GenericData.Record(narrow);
            row.put("person", score.get("person"));
            return row;
        }
    }

    /** Says that everybody is gone, by key. */
    public static class Gone extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            return people.mapValues(person -> null);
        }
    }

    /** Says that a row is gone of which it gives a clear key. */
    public static class ClearKey extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            return people.map((key, person) -> KeyValue.pair(CANARY, null));
        }
    }

    /** Writes to a topic of nobody's. */
    public static class UndeclaredTopic extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            people.to("club.leak");
            return super.changed(people, schema);
        }
    }

    /** Writes to the topic of its port, past the port. */
    public static class PastThePort extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            people.to("club.scores.scores.v1");
            return super.changed(people, schema);
        }
    }

    /** Chooses its topic by the record. */
    public static class ChosenTopic extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            people.to((key, person, context) -> "club.leak." + key);
            return super.changed(people, schema);
        }
    }

    /** Reads a raw topic. */
    public static class ReadsRaw extends Honest {
        @Override
        public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            builder.stream("club.signed-up.events").to("club.leak");
            super.build(builder, inputs, outputs);
        }
    }

    /** Asks for the topology, to add a source and a sink to it by name. */
    public static class BuildsItself extends Honest {
        @Override
        public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            super.build(builder, inputs, outputs);
            builder.build().addSource("raw", "club.signed-up.events").addSink("leak", "club.signed-up.events", "raw");
        }
    }

    /** The same with settings. */
    public static class BuildsItselfWithSettings extends Honest {
        @Override
        public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            super.build(builder, inputs, outputs);
            builder.build(new Properties()).addSource("raw", "club.signed-up.events");
        }
    }

    /** Keeps state in a store whose name Kafka Streams would make up. */
    public static class UnnamedStore extends Honest {
        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            people.groupByKey().count();
            return super.changed(people, schema);
        }
    }

    /** Hands nothing over. */
    public static class NothingHandedOver implements ProductTopology {
        @Override
        public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            inputs.port("people").stream();
        }
    }

    /** Cannot be made. */
    public static class CannotBeMade extends Honest {
        /** Throws. */
        public CannotBeMade() {
            throw new IllegalStateException("no " + CANARY);
        }
    }

    /** Sums points by city, through a repartition and a store. */
    public static class ByCity implements ProductTopology {
        @Override
        public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            var people = inputs.port("people");
            Schema schema = outputs.port("scores").schema();
            outputs.port("scores")
                    .accept(people.stream()
                            .groupBy(
                                    (key, person) -> person.get("person").toString(),
                                    Grouped.with("by-person", Serdes.String(), people.serde()))
                            .reduce(
                                    (before, now) -> now,
                                    Materialized.<String, GenericRecord>as(Stores.inMemoryKeyValueStore("last"))
                                            .withKeySerde(Serdes.String())
                                            .withValueSerde(people.serde()))
                            .toStream()
                            .mapValues(person -> score(schema, person)));
        }
    }

    /** Keeps what it can do without: one store of the DSL's, and one of its own, are not logged. */
    public static class Unlogged extends Honest {
        @Override
        public void build(StreamsBuilder builder, InputPorts inputs, OutputPorts outputs) {
            builder.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("seen"), Serdes.String(), Serdes.String())
                            .withLoggingDisabled());
            super.build(builder, inputs, outputs);
        }

        @Override
        KStream<String, GenericRecord> changed(KStream<String, GenericRecord> people, Schema schema) {
            people.groupByKey()
                    .count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("counts"))
                            .withLoggingDisabled());
            return super.changed(people, schema)
                    .process(
                            () -> new ContextualProcessor<String, GenericRecord, String, GenericRecord>() {
                                @Override
                                public void process(Record<String, GenericRecord> row) {
                                    context().forward(row);
                                }
                            },
                            "seen");
        }
    }
}
