package io.millrace.ingest.access;

import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.source.SourceDescriptor;

/** The transactional id of a source: whoever takes it fences the one before. */
public final class TransactionalId {
    private TransactionalId() {}

    /** {@code <source>-ingest} behind the environment's prefix, which the name of the offset topic carries. */
    public static String of(SourceDescriptor source) {
        String plain = Topics.offsets(source.name());
        String topic = source.offsetTopic();
        String prefix = topic.endsWith(plain) ? topic.substring(0, topic.length() - plain.length()) : topic + ".";
        return prefix + source.name() + "-ingest";
    }
}
