package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Java topology gets masked already, and hands on. Nobody sees in a contract what code does with a value, so each
 * personal property says whether its value arrives masked ({@code maskedAs}) or is to be masked here.
 */
final class ArrivedMasks {
    private final Optional<Map<String, RowContract>> inputs;
    private final Problems problems;

    /** @param inputs what the input ports of a Java topology read, by port; empty where contracts name their paths */
    ArrivedMasks(Optional<Map<String, RowContract>> inputs, Problems problems) {
        this.inputs = inputs;
        this.problems = problems;
    }

    /** The mask of a property that says {@code maskedAs}; empty where that cannot be, which is noted. */
    Optional<Mask> of(Property property, Sited<String> maskedAs, Optional<Sited<String>> kind) {
        if (inputs.isEmpty()) {
            problems.error(
                    maskedAs.at(),
                    "'maskedAs' is for contracts whose rows a Java topology hands over. Here the path tells where the"
                            + " value comes from: remove it, and write 'mask: none' with a 'reason' where the value is"
                            + " masked already.");
            return Optional.empty();
        }
        if (kind.isEmpty()) {
            problems.error(
                    maskedAs.at(),
                    "The property arrives masked but is not tagged as personal. Tag it 'pii' or 'pii:<kind>'.");
            return Optional.empty();
        }
        return field(maskedAs).flatMap(field -> {
            if (field.mask() instanceof Mask.None) {
                problems.error(
                        maskedAs.at(),
                        "Field '" + maskedAs.value() + "' is not masked there. Remove 'maskedAs', so that the domain's"
                                + " policy masks the value, or write 'mask: none' with a 'reason'.");
                return Optional.empty();
            }
            Mask mask = field.mask() instanceof Mask.Arrived before ? before.mask() : field.mask();
            return Optional.of(new Mask.Arrived(maskedAs.value(), mask));
        });
    }

    /** Notes a property whose type is not that of the field it says to be. */
    void checkType(Mask mask, FieldType type, Property property) {
        if (mask instanceof Mask.Arrived arrived) {
            property.ours()
                    .maskedAs()
                    .flatMap(this::field)
                    .filter(field -> !field.type().equals(type))
                    .ifPresent(field -> problems.error(
                            property.at(),
                            "The property has type " + type + ", but '" + arrived.from() + "' has type " + field.type()
                                    + ", and what arrives masked leaves as it came. Declare that type."));
        }
    }

    /** Whether values of the kind arrive masked, so that the policy would mask what is masked; that is noted then. */
    boolean wouldMaskTwice(Sited<String> kind) {
        List<String> masked = inputs.orElse(Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(input -> input.getValue().fields().stream()
                        .filter(field -> field.classification().equals(Optional.of(kind.value())))
                        .filter(field -> !(field.mask() instanceof Mask.None))
                        .map(field -> input.getKey() + "." + field.name()))
                .toList();
        if (masked.isEmpty()) {
            return false;
        }
        problems.error(
                kind.at(),
                "Values of kind '" + kind.value() + "' arrive masked in " + String.join(", ", masked)
                        + ", and would be masked once more. Write 'maskedAs: " + masked.get(0)
                        + "' in the property's millrace map to pass one on as it is, or a 'mask' of its own where the"
                        + " code hands over another value.");
        return true;
    }

    private Optional<Field> field(Sited<String> written) {
        Map<String, RowContract> contracts = inputs.orElse(Map.of());
        int dot = written.value().indexOf('.');
        String port = dot < 0 ? written.value() : written.value().substring(0, dot);
        String name = dot < 0 ? "" : written.value().substring(dot + 1);
        RowContract contract = contracts.get(port);
        if (contract == null || name.isEmpty()) {
            problems.error(
                    written.at(),
                    "'" + written.value() + "' is no field of an input port. Write '<input port>.<field>'. "
                            + NearestMatch.hint(port, contracts.keySet()));
            return Optional.empty();
        }
        Optional<Field> field = contract.fields().stream()
                .filter(found -> found.name().equals(name))
                .findFirst();
        if (field.isEmpty()) {
            problems.error(
                    written.at(),
                    "Contract '" + contract.id() + "' of input port '" + port + "' has no field '" + name + "'. "
                            + NearestMatch.hint(
                                    name,
                                    contract.fields().stream().map(Field::name).toList()));
        }
        return field;
    }
}
