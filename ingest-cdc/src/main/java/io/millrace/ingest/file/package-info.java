/**
 * Files into the topics of events, exactly once: rows and a record of how far they came are one Kafka transaction, so
 * that a load which was killed goes on behind the last committed row. Also full snapshots, whose missing keys become
 * deletes, and watched folders.
 *
 * <p>May depend on {@code file.row}, {@code ingest.event}, {@code ingest.publish}, {@code contracts} and the Kafka
 * clients.
 */
@NullMarked
package io.millrace.ingest.file;

import org.jspecify.annotations.NullMarked;
