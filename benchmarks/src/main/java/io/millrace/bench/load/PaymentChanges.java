package io.millrace.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.wire.ConfluentFraming;
import java.util.Arrays;
import java.util.Base64;

/**
 * The same payments as changes of a table, as Debezium's PostgreSQL connector writes them through Kafka Connect's JSON
 * converter by default: a schema block in front of each. The place in the log follows from the time of the event, so one
 * that is sent again stands where it stood. Not thread-safe.
 */
public final class PaymentChanges {
    private final String head = "{\"schema\":" + PaymentSchemaBlock.json() + ",\"payload\":";
    private byte[] value = new byte[0];
    private int at;

    /** The change that made an event's row; of a malformed event, the first half of one. */
    public byte[] of(Event event, Kind kind) {
        value = event.value();
        at = ConfluentFraming.HEADER_LENGTH;
        if (kind == Kind.MALFORMED) {
            return (head + "{\"before\":null,\"after\":{\"event_id\":\"").getBytes(UTF_8);
        }
        String id = text();
        long micros = number();
        String row = "{\"event_id\":\"" + id + "\",\"made_at\":" + micros + ",\"account\":\"" + text()
                + "\",\"email\":\"" + text() + "\",\"amount\":\""
                + Base64.getEncoder().encodeToString(bytes()) + "\",\"currency\":\"" + text() + "\",\"method\":\""
                + text() + "\",\"merchant\":\"" + text() + "\",\"memo\":" + memo() + "}";
        long millis = micros / 1000;
        return (head + "{\"before\":null,\"after\":" + row
                        + ",\"source\":{\"version\":\"3.6.1.Final\",\"connector\":\"postgresql\",\"name\":\"shopdb\","
                        + "\"ts_ms\":" + millis + ",\"snapshot\":\"false\",\"db\":\"shop\",\"sequence\":\"[\\\""
                        + micros
                        + "\\\",\\\"" + (micros + 1) + "\\\"]\",\"ts_us\":" + micros + ",\"ts_ns\":" + micros + "000,"
                        + "\"schema\":\"public\",\"table\":\"payments\",\"txId\":" + micros % 1_000_000_000
                        + ",\"lsn\":" + (micros + 1) + ",\"xmin\":null},\"transaction\":null,\"op\":\"c\",\"ts_ms\":"
                        + millis + ",\"ts_us\":" + micros + ",\"ts_ns\":" + micros + "000}}")
                .getBytes(UTF_8);
    }

    /** The optional last field; the events' texts hold nothing that JSON escapes. */
    private String memo() {
        return number() == 0 ? "null" : "\"" + text() + "\"";
    }

    private String text() {
        return new String(bytes(), UTF_8);
    }

    private byte[] bytes() {
        int length = Math.toIntExact(number());
        byte[] content = Arrays.copyOfRange(value, at, at + length);
        at += length;
        return content;
    }

    private long number() {
        long bits = 0;
        int shift = 0;
        byte next;
        do {
            next = value[at++];
            bits |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return bits >>> 1 ^ -(bits & 1);
    }
}
