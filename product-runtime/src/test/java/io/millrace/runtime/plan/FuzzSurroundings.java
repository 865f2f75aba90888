package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys and headers of records that are attacked. */
@FunctionalInterface
interface FuzzSurroundings {
    /** An ordinary key, no headers. */
    FuzzSurroundings NONE = () -> new Around(PlanRunner.KEY, HeaderLookup.NONE);

    Around next();

    /** What is around a record that is not damaged. */
    default Around undamaged() {
        return new Around(PlanRunner.KEY, HeaderLookup.NONE);
    }

    /** What is around a record's value. */
    final class Around {
        private final byte @Nullable [] key;
        private final HeaderLookup headers;

        Around(byte @Nullable [] key, HeaderLookup headers) {
            this.key = key;
            this.headers = headers;
        }

        byte @Nullable [] key() {
            return key;
        }

        HeaderLookup headers() {
            return headers;
        }

        @Override
        public String toString() {
            return "key " + Arrays.toString(key) + ", headers " + headers;
        }
    }

    /** One of the texts or none for the key and for each header, each damaged half of the time. */
    static FuzzSurroundings hostile(Random random, List<byte[]> texts) {
        FuzzDamage damage = new FuzzDamage(random, texts);
        return () -> new Around(text(random, texts, damage), new Headers(random.nextLong(), texts));
    }

    /** The attributes of a CloudEvent in binary mode, now and then one that is damaged or not there. */
    static FuzzSurroundings cloudEvent(Random random, List<byte[]> texts) {
        // In an order that does not change, so that a seed repeats a run.
        Map<String, byte[]> attributes = new TreeMap<>(Map.of(
                "ce_specversion", "1.0".getBytes(UTF_8),
                "ce_id", "e-4711".getBytes(UTF_8),
                "ce_source", "/shop/till".getBytes(UTF_8),
                "content-type", "application/json; charset=utf-8".getBytes(UTF_8)));
        FuzzDamage damage = new FuzzDamage(random, texts);
        return new FuzzSurroundings() {
            @Override
            public Around next() {
                Map<String, byte[]> headers = new TreeMap<>(attributes);
                if (random.nextInt(3) == 0) {
                    Map.Entry<String, byte[]> one =
                            List.copyOf(attributes.entrySet()).get(random.nextInt(attributes.size()));
                    switch (random.nextInt(3)) {
                        case 0 -> headers.remove(one.getKey());
                        case 1 -> headers.put(one.getKey(), texts.get(random.nextInt(texts.size())));
                        default -> headers.put(one.getKey(), damage.of(one.getValue()));
                    }
                }
                return new Around(PlanRunner.KEY, new Attributes(headers));
            }

            @Override
            public Around undamaged() {
                return new Around(PlanRunner.KEY, new Attributes(attributes));
            }
        };
    }

    /** Headers by name. */
    record Attributes(Map<String, byte[]> headers) implements HeaderLookup {
        @Override
        public byte @Nullable [] last(String name) {
            return headers.get(name);
        }

        @Override
        public String toString() {
            return headers.entrySet().stream()
                    .map(header -> header.getKey() + Arrays.toString(header.getValue()))
                    .toList()
                    .toString();
        }
    }

    private static byte @Nullable [] text(Random random, List<byte[]> texts, FuzzDamage damage) {
        if (random.nextInt(8) == 0) {
            return null;
        }
        byte[] text = texts.get(random.nextInt(texts.size()));
        return text.length == 0 || random.nextBoolean() ? text : damage.of(text);
    }

    /** Headers that are the same however often they are asked for. */
    record Headers(long seed, List<byte[]> texts) implements RecordContext {
        @Override
        public byte @Nullable [] last(String name) {
            Random random = new Random(seed ^ name.hashCode() * 31L);
            return text(random, texts, new FuzzDamage(random, texts));
        }

        @Override
        public String topic() {
            return "topic";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long offset() {
            return 42;
        }

        @Override
        public long timestamp() {
            return seed;
        }

        @Override
        public String toString() {
            return "of seed " + seed;
        }
    }
}
