package io.millrace.ingest.access;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.access.NeededRights;
import io.millrace.contracts.access.Operation;
import io.millrace.contracts.access.Resource.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the brokers which of the rights on topics the asking principal has. */
public final class RightsCheck {
    private final NeededRights needed;
    private final String bootstrapServers;
    private final DescribeTopicsOptions options;

    /**
     * @param kafka the client properties of whoever needs the rights
     * @param patienceMillis longest wait for an answer
     */
    public RightsCheck(NeededRights needed, Map<String, String> kafka, int patienceMillis) {
        this.needed = needed;
        this.bootstrapServers = kafka.getOrDefault("bootstrap.servers", "");
        this.options =
                new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(patienceMillis);
    }

    /**
     * What is lacking on topics that exist.
     *
     * @throws KafkaException where the cluster does not answer
     */
    public List<AccessRight> lacking(Admin admin) throws InterruptedException {
        return needed.lacking(allowed(admin));
    }

    /** All of a kind: of other things than topics, brokers tell only that a right is lacking. */
    public List<AccessRight> of(Kind kind) {
        return needed.of(kind);
    }

    /** Rights that are lacking in words, one a line, each with the command that grants it. */
    public String words(List<AccessRight> lacking) {
        return lacking.stream()
                .map(right -> right.missing(bootstrapServers))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private Map<String, Set<Operation>> allowed(Admin admin) throws InterruptedException {
        Map<String, Set<Operation>> allowed = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer :
                admin.describeTopics(needed.topics(), options).topicNameValues().entrySet()) {
            try {
                allowed.put(answer.getKey(), operations(answer.getValue().get().authorizedOperations()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    allowed.put(answer.getKey(), Set.of());
                } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
                }
            }
        }
        return allowed;
    }

    /** Nothing is told where there is no authorizer: everything is allowed. */
    private static Set<Operation> operations(@Nullable Set<AclOperation> told) {
        Set<Operation> operations = EnumSet.allOf(Operation.class);
        if (told != null) {
            operations.removeIf(operation -> !told.contains(AclOperation.valueOf(operation.name())));
        }
        return operations;
    }
}
