package io.millrace.ingest;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.access.Resource;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.access.IngestRights;
import io.millrace.ingest.access.RightsCheck;
import io.millrace.ingest.publish.KafkaClients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** The rights of a source on the cluster: looked at before anything else, since what may not be seen looks absent. */
final class SourceAccess {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Map<String, String> kafka;
    private final RightsCheck rights;

    SourceAccess(SourceDescriptor source, IngestSettings settings) {
        this(
                source,
                settings.kafkaBySource().getOrDefault(source.name(), Map.of()),
                settings.principals().getOrDefault(source.name(), AccessRight.UNNAMED));
    }

    SourceAccess(SourceDescriptor source, Map<String, String> kafka, String principal) {
        this.kafka = kafka;
        this.rights = new RightsCheck(IngestRights.ofSource(source, principal), kafka, PATIENCE_MILLIS);
    }

    /**
     * Checks the rights on topics.
     *
     * @throws IngestException naming every one that is lacking, and the commands that grant them
     */
    void check() throws InterruptedException {
        List<AccessRight> lacking = lacking();
        if (!lacking.isEmpty()) {
            throw new IngestException(rights.words(lacking));
        }
    }

    /** What is lacking on topics. */
    List<AccessRight> lacking() throws InterruptedException {
        try (Admin admin = KafkaClients.admin(kafka)) {
            return rights.lacking(admin);
        }
    }

    /**
     * Fences the producer before.
     *
     * @throws IngestException where the transactional id may not be used
     */
    void initTransactions(Producer<byte[], byte[]> producer) {
        try {
            producer.initTransactions();
        } catch (TransactionalIdAuthorizationException refused) {
            throw new IngestException(rights.words(rights.of(Resource.Kind.TRANSACTIONAL_ID)));
        }
    }
}
