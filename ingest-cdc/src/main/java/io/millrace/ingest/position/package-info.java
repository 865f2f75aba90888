/**
 * Places in a PostgreSQL write-ahead log, what is known to be published, and from where to read on.
 *
 * <p>Plain values, no input or output. Depends on Jackson (the offset record is JSON) and on nothing of ours.
 */
@NullMarked
package io.millrace.ingest.position;

import org.jspecify.annotations.NullMarked;
