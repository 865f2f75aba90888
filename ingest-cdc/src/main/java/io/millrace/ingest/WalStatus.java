package io.millrace.ingest;

import io.millrace.ingest.safety.WalBudget;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The log that a source holds back in its database.
 *
 * @param lagBytes written since the confirmed position
 * @param heldBytes held back
 * @param budgetBytes the lower of the source's {@code walBudget} and the server's {@code max_slot_wal_keep_size}; empty
 *     without either
 * @param serverStatus {@code wal_status} of the slot
 * @param level {@code ok}; {@code warning} from half of the budget on; {@code spent}
 */
public record WalStatus(long lagBytes, long heldBytes, OptionalLong budgetBytes, String serverStatus, String level) {

    static WalStatus of(WalBudget budget) {
        return new WalStatus(
                budget.held().lagBytes(),
                budget.held().heldBytes(),
                budget.bytes(),
                budget.held().status(),
                budget.level().name().toLowerCase(Locale.ROOT));
    }
}
