/**
 * What a contract demands of many rows: counts per window, judged at its end; values seen before; values far beyond
 * what was usual.
 *
 * <p>Pure decisions over numbers. Windows go by the records' broker time, so that a replay counts the same; the wall
 * clock only holds back times that lie ahead of it. The topology package keeps the state, in the same transaction as
 * the records; lifecycle judges the windows. Depends on contracts only and knows no Kafka. Classes belong to one task
 * unless they say otherwise.
 */
@NullMarked
package io.millrace.runtime.quality;

import org.jspecify.annotations.NullMarked;
