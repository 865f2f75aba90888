package io.millrace.runtime.provision;

import io.millrace.runtime.topology.TopologyEnvironment;
import java.util.Map;

/**
 * What a plan may and should do beyond what descriptors say.
 *
 * @param elsewhere topics that are created by something else before the plan is applied, with their partitions
 * @param principals Kafka principals that products run as, by {@code <domain>.<product>}; each gets the grants that
 *     running takes
 * @param destructive whether changes that delete records are part of the plan: orphaned topics, shorter retention,
 *     another clean-up policy. Otherwise they are notes and conflicts
 * @param classes where Java topologies are loaded from, whose internal topics are granted too
 */
public record PlanOptions(
        Map<String, Integer> elsewhere, Map<String, String> principals, boolean destructive, ClassLoader classes) {
    /** Nothing else creates topics, nobody is granted anything but what contracts say, nothing is deleted. */
    public static final PlanOptions PLAIN = new PlanOptions(Map.of(), Map.of(), false);

    public PlanOptions {
        elsewhere = Map.copyOf(elsewhere);
        principals = Map.copyOf(principals);
    }

    /** Java topologies from the class path of the runtime itself. */
    public PlanOptions(Map<String, Integer> elsewhere, Map<String, String> principals, boolean destructive) {
        this(elsewhere, principals, destructive, TopologyEnvironment.ownClasses());
    }

    /** With topics that are created by something else. */
    public static PlanOptions besides(Map<String, Integer> elsewhere) {
        return new PlanOptions(elsewhere, Map.of(), false);
    }
}
