package io.millrace.runtime.structure;

import java.util.ArrayList;
import java.util.List;

/** A record: its fields one after the other. */
final class AvroRecord extends AvroNode {
    private final AvroNode[] fields;

    private AvroRecord(AvroNode[] fields) {
        this.fields = fields;
    }

    static AvroNode of(List<AvroNode> fields) {
        List<AvroNode> nodes = new ArrayList<>();
        List<AvroNode> skips = new ArrayList<>();
        for (AvroNode field : fields) {
            if (AvroSkip.isSkip(field)) {
                skips.add(field);
                continue;
            }
            flush(skips, nodes);
            nodes.add(field);
        }
        flush(skips, nodes);
        return nodes.size() == 1 ? nodes.get(0) : new AvroRecord(nodes.toArray(AvroNode[]::new));
    }

    private static void flush(List<AvroNode> skips, List<AvroNode> nodes) {
        if (!skips.isEmpty()) {
            nodes.add(AvroSkip.run(List.copyOf(skips)));
            skips.clear();
        }
    }

    @Override
    void read(AvroInput input, Slots slots) {
        for (AvroNode field : fields) {
            field.read(input, slots);
        }
    }

    @Override
    boolean isEmpty() {
        for (AvroNode field : fields) {
            if (!field.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
