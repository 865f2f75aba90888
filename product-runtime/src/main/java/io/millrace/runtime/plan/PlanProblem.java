package io.millrace.runtime.plan;

import io.millrace.contracts.problem.Location;
import java.util.Optional;

/**
 * Why contracts cannot be run on an input.
 *
 * @param location of the contract's element; empty where it is the input port or the writer's schema
 * @param message names the port, the contract and the element
 */
public record PlanProblem(Optional<Location> location, String message) {
    static PlanProblem of(String message) {
        return new PlanProblem(Optional.empty(), message);
    }

    static PlanProblem at(Location location, String message) {
        return new PlanProblem(Optional.of(location), message);
    }
}
