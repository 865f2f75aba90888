package io.millrace.contracts.product;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which input ports the rows of a contract come from, and how.
 *
 * @param combine how several input ports make rows
 * @param ports names of the input ports read, at least one. The first owns the primary key of a merge; in a union,
 *     its name stands for each of them in paths
 * @param otherPorts merge only: the port of each field, by field name, that does not read the first
 * @param filterPort the port that a filter of the contract reads; empty where there is no filter
 * @param unavailable what becomes of a value that the database did not send because it had not changed
 * @param absent what becomes of a field that an event does not name
 */
public record RowInputs(
        Combine combine,
        List<String> ports,
        Map<String, String> otherPorts,
        Optional<String> filterPort,
        Unavailable unavailable,
        Absent absent) {

    /** First step of the paths into a row that a Java topology hands over. */
    public static final String HANDED_OVER = "topology";

    /** How several input ports make rows. */
    public enum Combine {
        /** There is one input port. */
        NONE,
        /** Input ports of one shape; each record is a row of its own. */
        UNION,
        /** Rows are put together by primary key; each input port updates its own fields. */
        MERGE,
        /** The product's Java topology hands rows over; it may read every input port. */
        TOPOLOGY
    }

    /** What becomes of a value that the database did not send because it had not changed (TOAST). */
    public enum Unavailable {
        /** The record is rejected. */
        REJECT,
        /** The field stays as it last left. */
        LAST_KNOWN
    }

    /** What becomes of a field that an event does not name. */
    public enum Absent {
        /** It is null. */
        NULL,
        /** It stays as it last left. */
        KEEP
    }

    public RowInputs {
        ports = List.copyOf(ports);
        otherPorts = Map.copyOf(otherPorts);
    }

    /** Rows that a Java topology hands over, whatever it reads of the input ports of its product. */
    public static RowInputs handedOver(List<String> ports) {
        return new RowInputs(Combine.TOPOLOGY, ports, Map.of(), Optional.empty(), Unavailable.REJECT, Absent.NULL);
    }

    /** One input port, each record a row of its own; a filter reads it too. */
    public static RowInputs of(String port) {
        return new RowInputs(Combine.NONE, List.of(port), Map.of(), Optional.of(port), Unavailable.REJECT, Absent.NULL);
    }

    /** The first port. */
    public String first() {
        return ports.get(0);
    }

    /** The port that a field of a merge reads. */
    public String portOf(String field) {
        return otherPorts.getOrDefault(field, first());
    }

    /** Whether the last row of each key, masked, has to be kept. */
    public boolean keepsRows() {
        return combine == Combine.MERGE || repairs();
    }

    /** Whether a field may stay as it last left. */
    public boolean repairs() {
        return unavailable == Unavailable.LAST_KNOWN || absent == Absent.KEEP;
    }
}
