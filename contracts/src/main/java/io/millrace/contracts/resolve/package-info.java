/**
 * From documents as written to the product model: ports bound to topics and contracts, defaults filled in, everything
 * that cannot run refused by name. One class per question (type, source, mask, rules, service levels); each notes what
 * is wrong and answers with what is left.
 *
 * <p>May depend on {@code problem}, {@code yaml}, {@code standard}, {@code odps}, {@code odcs}, {@code policy}, {@code source}, {@code
 * naming}, {@code avro}, {@code table}, {@code pattern} and {@code product}. Reads no files.
 */
@NullMarked
package io.millrace.contracts.resolve;

import org.jspecify.annotations.NullMarked;
