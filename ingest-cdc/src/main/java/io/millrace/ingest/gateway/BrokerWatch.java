package io.millrace.ingest.gateway;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the broker answers, asked again and again, so that requests are refused at once while it is away. */
final class BrokerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final int PATIENCE_MILLIS = 3_000;

    private final Admin admin;
    private volatile boolean there = true;

    BrokerWatch(Admin admin) {
        this.admin = admin;
    }

    boolean isThere() {
        return there;
    }

    /** Asks. */
    void look() throws InterruptedException {
        boolean before = there;
        try {
            boolean any = !admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .nodes()
                    .get()
                    .isEmpty();
            there = any;
        } catch (ExecutionException e) {
            there = false;
        }
        if (before != there) {
            LOG.warn(there ? "the broker is back; events are taken" : "no broker answers; events are refused with 503");
        }
    }
}
