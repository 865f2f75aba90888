package io.millrace.ingest.publish;

import io.millrace.ingest.position.IngestOffset;
import java.util.Map;

/**
 * What one batch came to, told after its commit.
 *
 * @param byTopic records published
 * @param ignored changes of the outbox table that are no events, by operation
 * @param dropped records known from before a restart
 * @param lastEventMillis when the database committed the last published change, epoch milliseconds; 0 if none was
 * @param offset what is committed now
 */
public record Published(
        Map<String, Integer> byTopic,
        Map<String, Integer> ignored,
        int dropped,
        long lastEventMillis,
        IngestOffset offset) {}
