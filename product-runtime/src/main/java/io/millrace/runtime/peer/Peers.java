package io.millrace.runtime.peer;

import io.millrace.contracts.compatibility.WrittenVersion;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a product among its others. Used by one thread at a time. */
public final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HURRY = Duration.ofSeconds(1);

    private final Product product;
    private final WrittenVersion mine;
    private final Map<String, String> kafka;
    private final String instance;
    private final MeshOptions options;
    private final InstantSource time;
    private volatile boolean joined;

    /**
     * Asks nobody yet.
     *
     * @param kafka client properties of the product
     * @param instanceId as in {@code group.instance.id} of the product, behind its application id
     * @param options that the product was resolved with
     */
    public Peers(
            Product product,
            WrittenVersion mine,
            Map<String, String> kafka,
            String instanceId,
            MeshOptions options,
            InstantSource time) {
        this.product = product;
        this.mine = mine;
        this.kafka = Map.copyOf(kafka);
        this.instance = product.applicationId() + "-" + instanceId;
        this.options = options;
        this.time = time;
    }

    /** The topic in which the instances of a product say what they run. */
    public static String topic(String applicationId) {
        return applicationId + "-versions";
    }

    /**
     * Says what this instance runs, then looks whether it may.
     *
     * @return why not, by instance; empty where it may start
     * @throws KafkaException where the cluster does not answer or refuses
     */
    public List<String> join() {
        try (var log = new VersionLog(topic(product.applicationId()), kafka)) {
            log.create(product.delivery().replication());
            log.say(instance, mine.bytes(), PATIENCE);
            joined = true;
            List<String> refusals = Coexistence.refusals(
                    instance,
                    log.read(),
                    log.members(product.applicationId()),
                    time.millis(),
                    (running, joining) -> running.objections(joining, options));
            if (!refusals.isEmpty()) {
                log.say(instance, null, PATIENCE);
                joined = false;
            }
            return refusals;
        }
    }

    /** Takes back what this instance said, once it has stopped; others find out by themselves, only later. */
    public void leave() {
        if (!joined) {
            return;
        }
        joined = false;
        try (var log = new VersionLog(topic(product.applicationId()), kafka)) {
            log.say(instance, null, HURRY);
        } catch (KafkaException outOfReach) {
            LOG.debug("product {}: its end could not be told: {}", product.qualifiedName(), outOfReach.getMessage());
        }
    }
}
