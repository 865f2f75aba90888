package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Sited;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Places of the key fields: {@code primaryKeyPosition}, all of them or none; without, the order of the contract. */
final class KeyPositions {
    private final IdentityHashMap<Property, Integer> positions;

    private KeyPositions(IdentityHashMap<Property, Integer> positions) {
        this.positions = positions;
    }

    static KeyPositions of(List<Property> properties, Problems problems) {
        List<Property> keys = properties.stream().filter(Property::primaryKey).toList();
        IdentityHashMap<Property, Integer> positions = new IdentityHashMap<>();
        for (Property property : properties) {
            boolean stray = !property.primaryKey()
                    && property.primaryKeyPosition().map(Sited::value).orElse(-1) > 0;
            if (stray) {
                problems.error(
                        property.primaryKeyPosition().orElseThrow().at(),
                        "'primaryKeyPosition' without 'primaryKey: true' has no effect.");
            }
        }
        boolean declared =
                keys.stream().anyMatch(property -> property.primaryKeyPosition().isPresent());
        TreeSet<Integer> taken = new TreeSet<>();
        for (Property key : keys) {
            int position = declared ? key.primaryKeyPosition().map(Sited::value).orElse(0) : taken.size() + 1;
            positions.put(key, position);
            taken.add(position);
        }
        boolean dense =
                taken.size() == keys.size() && (keys.isEmpty() || (taken.first() == 1 && taken.last() == keys.size()));
        if (!dense) {
            problems.error(
                    keys.get(0).at(),
                    "The " + keys.size() + " primary key fields need the positions 1 to " + keys.size()
                            + ", each once, or none at all.");
        }
        return new KeyPositions(positions);
    }

    /** The place of a property, from 1; empty where it is not part of the key. */
    OptionalInt of(Property property) {
        Integer position = positions.get(property);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }
}
