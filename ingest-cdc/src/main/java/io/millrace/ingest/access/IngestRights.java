package io.millrace.ingest.access;

import io.millrace.contracts.access.NeededRights;
import io.millrace.contracts.access.Operation;
import io.millrace.contracts.access.Resource;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.util.Collection;
import java.util.List;

/** What ingestion does on the cluster, and no more. All of it is literal. */
public final class IngestRights {
    private IngestRights() {}

    /**
     * The rights to capture a source.
     *
     * @param principal whom it runs as, such as {@code User:shop-db}
     */
    public static NeededRights ofSource(SourceDescriptor source, String principal) {
        var needed = new NeededRights(principal, "source " + source.name());
        for (CapturedTable table : source.tables()) {
            needed.want(Resource.topic(table.topic()), Operation.WRITE, Operation.DESCRIBE_CONFIGS);
        }
        source.outbox()
                .map(Outbox::topics)
                .orElse(List.of())
                .forEach(event ->
                        needed.want(Resource.topic(event.topic()), Operation.WRITE, Operation.DESCRIBE_CONFIGS));
        needed.want(Resource.topic(source.offsetTopic()), Operation.READ, Operation.WRITE, Operation.DESCRIBE_CONFIGS);
        needed.want(Resource.transactionalId(TransactionalId.of(source)), Operation.WRITE);
        return needed;
    }

    /** The rights to take events. */
    public static NeededRights ofGateway(Collection<DomainEvent> events, String principal) {
        var needed = new NeededRights(principal, "the gateway");
        events.forEach(event -> needed.want(Resource.topic(event.topic()), Operation.WRITE));
        return needed;
    }
}
