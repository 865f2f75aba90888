package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.metrics.TaskBalance;
import io.millrace.runtime.record.Operation;
import java.util.Arrays;
import java.util.List;

/**
 * Which output ports take a row of a snapshot. Rows that are sent again are for ports that show the latest row: a
 * history would show changes that nobody made. Rows that are sent for one product are for all of its ports, and for
 * nobody else.
 */
final class SnapshotAudience {
    private static final byte[] LATEST_PORTS = "latest-ports".getBytes(UTF_8);

    private final byte[] product;
    private final long all;
    private final long latest;

    /**
     * @param product as {@code <domain>.<product>}
     * @param ports in the order of their bits
     */
    SnapshotAudience(String product, List<OutputPort> ports) {
        this.product = product.getBytes(UTF_8);
        this.all = (1L << ports.size()) - 1;
        long bits = 0;
        for (int port = 0; port < ports.size(); port++) {
            bits |= ports.get(port).view() == OutputPort.View.LATEST ? 1L << port : 0;
        }
        this.latest = bits;
    }

    /**
     * Who takes a record.
     *
     * @param ports as bits
     * @param otherwise what the record counts as at the other ports
     */
    record Answer(long ports, TaskBalance.Kind otherwise) {}

    Answer of(InputRecord record, Operation operation) {
        byte[] sentFor = operation == Operation.SNAPSHOT ? record.last(HeaderNames.SNAPSHOT_FOR) : null;
        if (sentFor == null || Arrays.equals(sentFor, product)) {
            return new Answer(all, TaskBalance.Kind.DUPLICATE);
        }
        return Arrays.equals(sentFor, LATEST_PORTS)
                ? new Answer(latest, TaskBalance.Kind.DUPLICATE)
                : new Answer(0, TaskBalance.Kind.ELSEWHERE);
    }
}
