package io.millrace.runtime.deadletter;

/**
 * Where a rejected record stands in its source topic. Its text is the key of the dead letter and the additional
 * authenticated data of the sealed original.
 *
 * @param topic source topic
 * @param partition source partition
 * @param offset source offset
 */
public record Coordinate(String topic, int partition, long offset) {

    /**
     * Reads {@code topic-partition-offset}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Coordinate parse(String text) {
        int offsetAt = text.lastIndexOf('-');
        int partitionAt = offsetAt > 0 ? text.lastIndexOf('-', offsetAt - 1) : -1;
        if (partitionAt > 0) {
            try {
                return new Coordinate(
                        text.substring(0, partitionAt),
                        Integer.parseInt(text.substring(partitionAt + 1, offsetAt)),
                        Long.parseLong(text.substring(offsetAt + 1)));
            } catch (NumberFormatException notNumbers) {
                throw malformed(text);
            }
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'" + text
                + "' is not a coordinate; write <topic>-<partition>-<offset>, such as shop.orders.cdc-3-1042");
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
