package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.runtime.structure.Layout;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import io.millrace.runtime.structure.SourceType.Encoding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What expressions and paths may ask of a record beside its value: its key, its headers, and {@code meta}. Each has a
 * slot that no reader fills, so that no record's content can pass for it. All of it is the same when the same record
 * is read again. Filled while compiling, then only read.
 */
final class RecordFacts {
    static final String META = "meta";

    private static final String KEY = "key";
    private static final String HEADERS = "headers";
    private static final String INGESTED_AT = "mr-ingested-at";
    private static final String SOURCE = "mr-source";
    private static final int LONGEST_MILLIS = 18;

    private final Layout layout;
    private final Map<Meta, Integer> meta = new LinkedHashMap<>();
    private final Map<String, Integer> headers = new LinkedHashMap<>();
    private final Map<Integer, SourceType> types = new LinkedHashMap<>();
    private int key = -1;
    private int allHeaders = -1;

    RecordFacts(Layout layout) {
        this.layout = layout;
    }

    /** Names below {@code meta}. */
    enum Meta {
        SOURCE("source", Encoding.STRING),
        POSITION("position", Encoding.STRING),
        EVENT_TIME("eventTime", Encoding.TIMESTAMP_MILLIS),
        INGESTED_AT("ingestedAt", Encoding.TIMESTAMP_MILLIS),
        OPERATION("operation", Encoding.STRING),
        TOPIC("topic", Encoding.STRING),
        PARTITION("partition", Encoding.INT),
        OFFSET("offset", Encoding.LONG);

        private final String text;
        private final Encoding encoding;

        Meta(String text, Encoding encoding) {
            this.text = text;
            this.encoding = encoding;
        }

        static Optional<Meta> named(String name) {
            return List.of(values()).stream()
                    .filter(meta -> meta.text.equals(name))
                    .findFirst();
        }

        static String hint(String name) {
            return NearestMatch.hint(
                    name, List.of(values()).stream().map(meta -> meta.text).toList());
        }
    }

    /** The slot of {@code meta.<name>}. */
    int slot(Meta wanted) {
        return meta.computeIfAbsent(wanted, name -> reserve(META + "." + name.text, name.encoding));
    }

    /** The slot of a path below an input port, if it leads to key or headers. */
    Optional<Integer> slot(List<String> steps) {
        if (steps.equals(List.of(KEY))) {
            key = key < 0 ? reserve(KEY, Encoding.STRING) : key;
            return Optional.of(key);
        } else if (steps.size() == 2 && steps.get(0).equals(HEADERS)) {
            return Optional.of(header(steps.get(1)));
        } else if (steps.equals(List.of(HEADERS))) {
            allHeaders = allHeaders < 0 ? reserve(HEADERS, Encoding.STRING) : allHeaders;
            return Optional.of(allHeaders);
        }
        return Optional.empty();
    }

    int header(String name) {
        return headers.computeIfAbsent(name, absent -> reserve(HEADERS + "." + name, Encoding.STRING));
    }

    private int reserve(String name, Encoding encoding) {
        int slot = layout.reserve(name);
        types.put(slot, SourceType.of(encoding));
        return slot;
    }

    /** Empty where the slot is none of these. */
    Optional<SourceType> type(int slot) {
        return Optional.ofNullable(types.get(slot));
    }

    /** The slots of headers by name, where the slot stands for all of them. */
    Optional<Map<String, Integer>> headersAt(int slot) {
        return slot == allHeaders ? Optional.of(headers) : Optional.empty();
    }

    boolean isEmpty() {
        return types.isEmpty();
    }

    /** Puts what is asked for into the slots of the record at hand, once it is read. */
    void fill(RecordPlan plan, byte @Nullable [] recordKey, HeaderLookup lookup, Row row) {
        Slots slots = row.slots();
        if (key >= 0 && recordKey != null) {
            slots.setText(key, recordKey);
        }
        headers.forEach((name, slot) -> {
            byte[] value = lookup.last(name);
            if (value != null) {
                slots.setText(slot, value);
            }
        });
        meta.forEach((name, slot) -> put(name, slot, plan, lookup, row));
    }

    private static void put(Meta name, int slot, RecordPlan plan, HeaderLookup lookup, Row row) {
        Slots slots = row.slots();
        @Nullable RecordContext context = lookup instanceof RecordContext known ? known : null;
        switch (name) {
            case SOURCE -> {
                byte[] given = lookup.last(SOURCE);
                if (given != null) {
                    slots.setText(slot, given);
                } else if (context != null) {
                    slots.setText(slot, context.topic().getBytes(UTF_8));
                }
            }
            case POSITION -> {
                ChangePosition position = new ChangePosition();
                if (plan.position(row, position)) {
                    slots.setText(slot, ChangePosition.lsnText(position.lsn()).getBytes(US_ASCII));
                }
            }
            case EVENT_TIME -> {
                long millis = plan.happenedMillis(row);
                if (millis != RecordPlan.NO_TIME) {
                    slots.setNumber(slot, millis);
                }
            }
            case INGESTED_AT -> {
                long millis = millis(lookup.last(INGESTED_AT));
                if (millis != RecordPlan.NO_TIME) {
                    slots.setNumber(slot, millis);
                } else if (context != null) {
                    slots.setNumber(slot, context.timestamp());
                }
            }
            case OPERATION -> slots.setText(slot, row.operation().code().getBytes(US_ASCII));
            case TOPIC -> {
                if (context != null) {
                    slots.setText(slot, context.topic().getBytes(UTF_8));
                }
            }
            case PARTITION -> {
                if (context != null) {
                    slots.setNumber(slot, context.partition());
                }
            }
            case OFFSET -> {
                if (context != null) {
                    slots.setNumber(slot, context.offset());
                }
            }
        }
    }

    private static long millis(byte @Nullable [] text) {
        if (text == null || text.length == 0 || text.length > LONGEST_MILLIS) {
            return RecordPlan.NO_TIME;
        }
        long value = 0;
        for (byte digit : text) {
            if (digit < '0' || digit > '9') {
                return RecordPlan.NO_TIME;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
