/**
 * What a captured table looks like in its database: the contract it implies, as a lock keeps it.
 *
 * And what is known beforehand of the fields of other inputs.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.millrace.contracts.table;

import org.jspecify.annotations.NullMarked;
