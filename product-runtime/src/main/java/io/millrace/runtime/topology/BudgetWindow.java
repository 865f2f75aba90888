package io.millrace.runtime.topology;

import io.millrace.contracts.product.FailureBudget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The failure budget of one input port, over all its partitions on this instance, in tumbling windows of arrival time.
 * Safe for use by several threads.
 */
final class BudgetWindow {
    private final FailureBudget budget;
    private long window = Long.MIN_VALUE;
    private long judged;
    private long rejected;
    private @Nullable String lastReason;

    BudgetWindow(FailureBudget budget) {
        this.budget = budget;
    }

    /**
     * Notes a judged record.
     *
     * @param arrivalMillis broker time of the record
     * @param rejection reason and element if a port rejected it, else null
     * @return what to say once the budget is spent
     */
    synchronized Optional<String> note(long arrivalMillis, @Nullable String rejection) {
        long of = Math.floorDiv(arrivalMillis, Math.max(1, budget.window().toMillis()));
        if (of > window) {
            window = of;
            judged = 0;
            rejected = 0;
        }
        judged++;
        if (rejection == null) {
            return Optional.empty();
        }
        rejected++;
        lastReason = rejection;
        if (judged < budget.minimumRecords() || rejected <= budget.share() * judged) {
            return Optional.empty();
        }
        return Optional.of("the failure budget is spent: " + rejected + " of " + judged
                + " records were rejected within " + budget.window() + ", tolerated are "
                + Math.round(budget.share() * 100) + " %; last: " + lastReason);
    }
}
