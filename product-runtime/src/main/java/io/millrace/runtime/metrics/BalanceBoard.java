package io.millrace.runtime.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The balances of all partitions that an instance processes for one product. Safe for use by several threads. */
public final class BalanceBoard {
    private final Map<TaskKey, TaskBalance> tasks = new ConcurrentHashMap<>();

    private record TaskKey(String input, int partition) {}

    /** Shows a partition from now on. */
    public void show(TaskBalance balance) {
        tasks.put(new TaskKey(balance.input(), balance.partition()), balance);
    }

    /** Takes a partition off the board, unless somebody else has taken its place. */
    public void remove(TaskBalance balance) {
        tasks.remove(new TaskKey(balance.input(), balance.partition()), balance);
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
