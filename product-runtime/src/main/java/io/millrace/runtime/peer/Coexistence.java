package io.millrace.runtime.peer;

import io.millrace.contracts.compatibility.WrittenVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Whether a version may write beside those that run. */
final class Coexistence {
    /** How long an instance may take from saying what it runs to being a member of the group. */
    static final Duration STARTING = Duration.ofMinutes(1);

    private Coexistence() {}

    /** Tells why consumers of one version could not do with another beside it; empty where they can. */
    @FunctionalInterface
    interface Judge {
        List<String> objections(WrittenVersion running, WrittenVersion joining);
    }

    /**
     * Why an instance may not start, one sentence for each other instance that it does not get along with.
     *
     * <p>An instance runs while it is a member of the group. One that has just spoken may be about to join: of two that
     * start at the same moment, the one that spoke last gives way, so exactly one of them starts.
     *
     * @param instance that wants to start
     * @param said by all, the instance itself included
     * @param members instances in the group
     */
    static List<String> refusals(
            String instance, Map<String, Said> said, Set<String> members, long nowMillis, Judge judge) {
        Said mine = Objects.requireNonNull(said.get(instance), "the instance has not said what it runs");
        List<String> refusals = new ArrayList<>();
        new TreeMap<>(said).forEach((other, theirs) -> {
            boolean starting = theirs.offset() < mine.offset() && nowMillis - theirs.millis() < STARTING.toMillis();
            if (!other.equals(instance) && (members.contains(other) || starting)) {
                if (theirs.version().isDividedOtherwise(mine.version())) {
                    refusals.add(dividedOtherwise(other, theirs.version(), mine.version()));
                }
                List<String> objections = judge.objections(theirs.version(), mine.version());
                if (!objections.isEmpty()) {
                    refusals.add("instance " + other + " runs version "
                            + theirs.version().version()
                            + ", and version " + mine.version().version()
                            + " beside it would break consumers of the same topics: "
                            + String.join("; ", objections)
                            + ". Raise the major version of the ports, which gives them new topics, or stop all other"
                            + " instances first");
                }
            }
        });
        return refusals;
    }

    private static String dividedOtherwise(String other, WrittenVersion running, WrittenVersion starting) {
        List<String> differences = new ArrayList<>();
        beside(running, starting).forEach(line -> differences.add("only the one that runs: " + line));
        beside(starting, running).forEach(line -> differences.add("only the one that starts: " + line));
        return "instance " + other + " runs version " + running.version()
                + ", and version " + starting.version()
                + " cannot share partitions with it, since its topology is divided otherwise ("
                + String.join("; ", differences)
                + "). Stop all instances of the version that runs, then start this one: it goes on where they stopped";
    }

    private static List<String> beside(WrittenVersion one, WrittenVersion other) {
        return one.division().stream()
                .filter(line -> !other.division().contains(line))
                .toList();
    }
}
