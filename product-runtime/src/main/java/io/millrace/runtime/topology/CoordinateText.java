package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The text of coordinates, {@code <topic>-<partition>-<offset>}, for one record after the other of mostly one partition. */
final class CoordinateText {
    private String topic = "";
    private int partition = -1;
    private byte[] prefix = new byte[0];

    /** The text of a record's coordinate, the same as that of {@link InputRecord#coordinate}. */
    byte[] of(InputRecord record) {
        if (partition != record.partition() || !topic.equals(record.topic())) {
            topic = record.topic();
            partition = record.partition();
            prefix = (topic + "-" + partition + "-").getBytes(UTF_8);
        }
        long offset = record.offset();
        int digits = 1;
        for (long rest = offset / 10; rest > 0; rest /= 10) {
            digits++;
        }
        byte[] text = Arrays.copyOf(prefix, prefix.length + digits);
        for (int at = text.length - 1; at >= prefix.length; at--) {
            text[at] = (byte) ('0' + offset % 10);
            offset /= 10;
        }
        return text;
    }
}
