package io.millrace.cli.demo.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** The dead letters of one product. A record may have one per output port that rejects it. */
final class DeadLetterEvidence {
    private final Map<String, String> reasonByCoordinate = new HashMap<>();
    private final Set<String> letters = new HashSet<>();
    private long doubled;

    void take(String coordinate, GenericRecord letter) {
        reasonByCoordinate.put(coordinate, String.valueOf(letter.get("reason")));
        if (!letters.add(coordinate + " " + letter.get("outputPort"))) {
            doubled++;
        }
    }

    /** Input records that were rejected. */
    long rejectedRecords() {
        return reasonByCoordinate.size();
    }

    /** The same dead letter more than once. */
    long doubled() {
        return doubled;
    }

    /** Input records by reject reason. */
    Map<String, Long> byReason() {
        Map<String, Long> counts = new TreeMap<>();
        reasonByCoordinate.values().forEach(reason -> counts.merge(reason, 1L, Long::sum));
        return counts;
    }
}
