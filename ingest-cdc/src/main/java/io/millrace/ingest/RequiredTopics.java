package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.publish.KafkaClients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Whether the topics are as declared; checked before a broker can make them up by itself. */
final class RequiredTopics {
    private RequiredTopics() {}

    /**
     * Checks the topics of a source.
     *
     * @throws IngestException naming every topic that is missing or differs in its partitions
     */
    static void check(Map<String, String> kafka, SourceDescriptor source) {
        List<String> problems = problems(kafka, source);
        if (!problems.isEmpty()) {
            throw new IngestException("topics of source " + source.name() + " are not as declared: "
                    + String.join("; ", problems) + "; start with --apply to create what is missing");
        }
    }

    /** What is missing or differs, one sentence each. */
    static List<String> problems(Map<String, String> kafka, SourceDescriptor source) {
        try (Admin admin = KafkaClients.admin(kafka)) {
            return IngestTopics.missing(admin, List.of(source));
        }
    }
}
