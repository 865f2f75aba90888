package io.millrace.runtime.plan;

import io.millrace.runtime.structure.ItemReader;
import io.millrace.runtime.structure.Layout;
import io.millrace.runtime.structure.ObjectReader;
import java.util.List;

/**
 * What is inside a record, array or map, before the writer's schema is known. Each has scratch of its own in a
 * {@link Row}: slots by its layout, and cells for its fields.
 */
sealed interface NestedSpec {
    /** Which scratch of the row is its own. */
    int index();

    /** The wanted paths, from the record or the item on. */
    Layout layout();

    /** Number of fields that need a cell at the same time. */
    int cells();

    /**
     * A record.
     *
     * @param json reads it where the input is JSON, or text that holds JSON
     * @param fields in the order of the contract
     * @param sources where each field's value comes from
     */
    record OfRecord(int index, Layout layout, ObjectReader json, List<FieldCore> fields, List<ValueSpec> sources)
            implements NestedSpec {
        public OfRecord {
            fields = List.copyOf(fields);
            sources = List.copyOf(sources);
        }

        @Override
        public int cells() {
            return fields.size();
        }
    }

    /**
     * An array or map.
     *
     * @param json reads it where the input is JSON, or text that holds JSON
     * @param keyed whether it is a map
     * @param compared whether a rule wants to know if two items are alike
     * @param item what every item or value is
     * @param source where it comes from
     */
    record OfItems(
            int index,
            Layout layout,
            ItemReader json,
            boolean keyed,
            boolean compared,
            FieldCore item,
            ValueSpec source)
            implements NestedSpec {
        @Override
        public int cells() {
            return 1;
        }
    }
}
