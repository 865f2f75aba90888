package io.millrace.contracts.access;

import io.millrace.contracts.access.Resource.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rights that one process needs, each once, in the order in which they were asked for. Brokers tell what may be done
 * with a topic; of groups and transactional ids they tell it only by refusing.
 */
public final class NeededRights {
    private final String principal;
    private final String why;
    private final Set<AccessRight> rights = new LinkedHashSet<>();

    /**
     * None yet.
     *
     * @param principal as in {@link AccessRight#principal}
     * @param why as in {@link AccessRight#why}
     */
    public NeededRights(String principal, String why) {
        this.principal = principal;
        this.why = why;
    }

    /** Adds what is done with a resource. */
    public void want(Resource resource, Operation... operations) {
        for (Operation operation : operations) {
            rights.add(new AccessRight(principal, operation, resource, why));
        }
    }

    /** All of them. */
    public List<AccessRight> all() {
        return List.copyOf(rights);
    }

    /** Those on resources of a kind. */
    public List<AccessRight> of(Kind kind) {
        return rights.stream().filter(right -> right.resource().kind() == kind).toList();
    }

    /** Names of the topics. */
    public Set<String> topics() {
        return of(Kind.TOPIC).stream().map(right -> right.resource().name()).collect(Collectors.toSet());
    }

    /**
     * What is lacking on topics.
     *
     * @param allowed what may be done, by topic; a topic that is not named is not there, so that nothing is lacking on it
     */
    public List<AccessRight> lacking(Map<String, Set<Operation>> allowed) {
        return of(Kind.TOPIC).stream()
                .filter(right -> {
                    Set<Operation> may = allowed.get(right.resource().name());
                    return may != null && !may.contains(right.operation());
                })
                .toList();
    }
}
