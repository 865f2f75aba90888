package io.millrace.testkit;

import io.millrace.runtime.metrics.PortBalance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words a case uses for the balance of an output port. */
final class Verdicts {
    static final List<String> NAMES =
            List.of("accepted", "retracted", "filtered", "duplicates", "control", "waiting", "elsewhere", "rejected");

    private Verdicts() {}

    static Map<String, Long> of(PortBalance balance) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("accepted", balance.accepted());
        counts.put("retracted", balance.retracted());
        counts.put("filtered", balance.filtered());
        counts.put("duplicates", balance.duplicates());
        counts.put("control", balance.control());
        counts.put("waiting", balance.waiting());
        counts.put("elsewhere", balance.elsewhere());
        counts.put("rejected", balance.rejectedTotal());
        return counts;
    }
}
