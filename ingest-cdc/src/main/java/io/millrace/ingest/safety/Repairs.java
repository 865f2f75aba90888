package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor;

/**
 * What to tell a person to do about a source.
 *
 * @param source its name
 * @param slot its replication slot
 * @param publication its publication
 * @param offsetTopic its offset topic
 */
record Repairs(String source, String slot, String publication, String offsetTopic) {

    static Repairs of(SourceDescriptor source) {
        return new Repairs(source.name(), source.slot(), source.publication(), source.offsetTopic());
    }

    String newSnapshot() {
        return "take a new snapshot: 'millrace ingest resnapshot <mesh> " + source + " --execute', then start again;"
                + " all rows are published again under a new epoch";
    }

    String dropSlot() {
        return "SELECT pg_drop_replication_slot('" + slot + "');";
    }
}
