package io.millrace.runtime.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The balances of all partitions that an instance processes for one product. Safe for use by several threads. */
public final class BalanceBoard {
    private final Map<TaskKey, TaskBalance> tasks = new ConcurrentHashMap<>();

    private volatile boolean frozen;

    private record TaskKey(String input, int partition) {}

    /** Shows a partition from now on. */
    public void show(TaskBalance balance) {
        tasks.put(new TaskKey(balance.input(), balance.partition()), balance);
    }

    /** Takes a partition off the board, unless somebody else has taken its place, or the board is frozen. */
    public void remove(TaskBalance balance) {
        if (!frozen) {
            tasks.remove(new TaskKey(balance.input(), balance.partition()), balance);
        }
    }

    /** Keeps what is shown: the product ends, and its last counts are still of interest. */
    public void freeze() {
        frozen = true;
    }

    /** All partitions at hand. */
    public Collection<TaskBalance> tasks() {
        return tasks.values();
    }

    /** The sum over all partitions of a port's input. */
    public PortBalance of(String input, String port) {
        return tasks.values().stream()
                .filter(task -> task.input().equals(input))
                .map(task -> task.of(port))
                .reduce(PortBalance.EMPTY, PortBalance::plus);
    }
}
