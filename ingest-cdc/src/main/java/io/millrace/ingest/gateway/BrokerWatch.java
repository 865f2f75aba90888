package io.millrace.ingest.gateway;

import io.millrace.contracts.access.AccessRight;
import io.millrace.ingest.access.RightsCheck;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether events can be written, asked again and again, so that requests are refused at once while they cannot. */
final class BrokerWatch {
    static final int PATIENCE_MILLIS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final String ALL_IS_WELL = "";

    private final Admin admin;
    private final RightsCheck rights;
    private volatile String obstacle = ALL_IS_WELL;

    BrokerWatch(Admin admin, RightsCheck rights) {
        this.admin = admin;
        this.rights = rights;
    }

    boolean isThere() {
        return obstacle.equals(ALL_IS_WELL);
    }

    /** What is in the way of writing events; empty if nothing is. */
    String obstacle() {
        return obstacle;
    }

    /**
     * Asks before the start.
     *
     * @throws GatewayException naming the rights that are lacking
     * @throws KafkaException where no broker answers
     */
    void require() {
        try {
            List<AccessRight> lacking = rights.lacking(admin);
            if (!lacking.isEmpty()) {
                throw new GatewayException(rights.words(lacking));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException("interrupted at the start");
        }
    }

    /** Asks. */
    void look() throws InterruptedException {
        String before = obstacle;
        try {
            obstacle = rights.words(rights.lacking(admin));
        } catch (KafkaException e) {
            obstacle = "no broker answers: " + e.getClass().getSimpleName();
        }
        if (!obstacle.equals(before)) {
            if (isThere()) {
                LOG.warn("events are taken again");
            } else {
                LOG.error("events are refused with 503: {}", obstacle);
            }
        }
    }
}
