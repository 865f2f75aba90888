/**
 * What "the same event" means: keyed fingerprints, the index of event ids, the mark of log positions, the ledger of
 * what was rejected, the last versions. Pure decisions over bytes and numbers; the topology package keeps their state.
 *
 * <p>Depends on nothing of ours and knows no Kafka. No class here is thread-safe: each belongs to one task.
 */
@NullMarked
package io.millrace.runtime.identity;

import org.jspecify.annotations.NullMarked;
