package io.millrace.contracts.compatibility;

import java.util.List;

/**
 * What changed between two versions of a product.
 *
 * @param product {@code <domain>.<name>}, of the version after where there is one
 * @param from version before; empty text where the product is new
 * @param to version after; empty text where the product is gone
 * @param differences ordered by subject; those that affect most first
 * @param steps what they demand of the versions
 * @param affected consumers that contracts name, of topics with a breaking change
 */
public record ProductDifference(
        String product,
        String from,
        String to,
        List<Difference> differences,
        List<DemandedStep> steps,
        List<Affected> affected) {

    public ProductDifference {
        differences = List.copyOf(differences);
        steps = List.copyOf(steps);
        affected = List.copyOf(affected);
    }

    /** A consumer that a contract names, and the topic it reads. */
    public record Affected(String role, String principal, String topic) {}

    /** Whether a version did not take the step its changes demand. */
    public boolean stepMissing() {
        return steps.stream().anyMatch(step -> !step.taken());
    }
}
