/**
 * Ingestion in a JVM of its own, beside the bare Debezium engine whose sink throws every row away: the same table, the
 * same rows, a meter that watches how many rows are through. Depends on ingestion and on Debezium.
 */
@NullMarked
package io.millrace.bench.ingest;

import org.jspecify.annotations.NullMarked;
