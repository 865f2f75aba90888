/**
 * Columns whose values Debezium would turn into something else: read here, so that snapshot and stream agree, and what
 * has no Avro form is left out by name instead of becoming another value.
 *
 * <p>Depends on {@code schema} (stand-ins for what is left out), Debezium and the JDBC driver.
 */
@NullMarked
package io.millrace.ingest.postgres.value;

import org.jspecify.annotations.NullMarked;
