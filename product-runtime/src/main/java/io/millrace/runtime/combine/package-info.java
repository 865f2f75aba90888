/**
 * Rows put together from the fragments of several records: what a row is made of, how it is kept, and what it is when
 * one more fragment has come. Fragments hold Avro spans that were checked and masked before; nothing here decodes one.
 *
 * <p>Pure and for one thread: the caller brings the stored bytes of a key and takes the new ones away. Knows no Kafka.
 */
@NullMarked
package io.millrace.runtime.combine;

import org.jspecify.annotations.NullMarked;
