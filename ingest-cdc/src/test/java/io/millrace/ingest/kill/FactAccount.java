package io.millrace.ingest.kill;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The insert-only table: each of its rows is published once, with its value. A byte a row, since a long run makes millions. */
final class FactAccount {
    private final Map<Integer, byte[]> values = new HashMap<>();
    private int records;
    private int rows;
    private int lost;
    private int doubled;
    private int disagreeing;

    void published(int writer, long seq, String value) {
        int at = Math.toIntExact(seq);
        byte[] ofWriter = values.computeIfAbsent(writer, first -> new byte[1024]);
        if (at >= ofWriter.length) {
            ofWriter = Arrays.copyOf(ofWriter, Math.max(at + 1, 2 * ofWriter.length));
            values.put(writer, ofWriter);
        }
        doubled += ofWriter[at] != 0 ? 1 : 0;
        ofWriter[at] = letter(value);
        records++;
    }

    void stored(int writer, long seq, String value) {
        byte[] ofWriter = values.getOrDefault(writer, new byte[0]);
        int at = Math.toIntExact(seq);
        byte found = at < ofWriter.length ? ofWriter[at] : 0;
        lost += found == 0 ? 1 : 0;
        disagreeing += found != 0 && found != letter(value) ? 1 : 0;
        if (found != 0) {
            ofWriter[at] = 0;
        }
        rows++;
    }

    /** To ask last: what is published and not stored is left then. */
    Balance balance() {
        int left = 0;
        for (byte[] ofWriter : values.values()) {
            for (byte each : ofWriter) {
                left += each != 0 ? 1 : 0;
            }
        }
        return new Balance(rows, records, lost, doubled, 0, left + disagreeing);
    }

    private static byte letter(String value) {
        return value.length() == 1 ? (byte) value.charAt(0) : -1;
    }
}
