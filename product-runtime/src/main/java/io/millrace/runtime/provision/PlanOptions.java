package io.millrace.runtime.provision;

import io.millrace.contracts.access.AccessRight;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.util.List;
import java.util.Map;

/**
 * What a plan may and should do beyond what descriptors say.
 *
 * @param elsewhere topics that are created by something else before the plan is applied, with their partitions
 * @param principals Kafka principals that products run as, by {@code <domain>.<product>}; each gets the grants that
 *     running takes
 * @param others what others than these products need, such as sources
 * @param destructive whether changes that delete records are part of the plan: orphaned topics, shorter retention,
 *     another clean-up policy. Otherwise they are notes and conflicts
 * @param unseen whether grants that may not be read are a note: who only runs a product needs no right to see them
 * @param classes where Java topologies are loaded from, whose internal topics are granted too
 */
public record PlanOptions(
        Map<String, Integer> elsewhere,
        Map<String, String> principals,
        List<AccessRight> others,
        boolean destructive,
        boolean unseen,
        ClassLoader classes) {
    /** Nothing else creates topics, nobody is granted anything but what contracts say, nothing is deleted. */
    public static final PlanOptions PLAIN = new PlanOptions(Map.of(), Map.of(), false);

    public PlanOptions {
        elsewhere = Map.copyOf(elsewhere);
        principals = Map.copyOf(principals);
        others = List.copyOf(others);
    }

    /** Java topologies from the class path of the runtime itself; others than products need nothing. */
    public PlanOptions(Map<String, Integer> elsewhere, Map<String, String> principals, boolean destructive) {
        this(elsewhere, principals, List.of(), destructive, false, TopologyEnvironment.ownClasses());
    }

    /** With topics that are created by something else. */
    public static PlanOptions besides(Map<String, Integer> elsewhere) {
        return new PlanOptions(elsewhere, Map.of(), false);
    }

    /** The same with Java topologies from elsewhere. */
    public PlanOptions with(ClassLoader topologies) {
        return new PlanOptions(elsewhere, principals, others, destructive, unseen, topologies);
    }

    /** The same with the grants of others than products. */
    public PlanOptions with(List<AccessRight> rights) {
        return new PlanOptions(elsewhere, principals, rights, destructive, unseen, classes);
    }

    /** The same for who may not see grants. */
    public PlanOptions unseeing() {
        return new PlanOptions(elsewhere, principals, others, destructive, true, classes);
    }
}
