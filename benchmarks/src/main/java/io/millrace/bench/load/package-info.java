/**
 * The events that every step reads, made anew from their index, so that it is known what has to come out; and those who
 * send and count them. Depends on Kafka clients and the wire format only.
 */
@NullMarked
package io.millrace.bench.load;

import org.jspecify.annotations.NullMarked;
