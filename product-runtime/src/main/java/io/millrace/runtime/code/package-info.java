/**
 * The shell around a product's Java topology: loads its class, hands it governed input ports, takes what it hands over
 * at output ports, and refuses a topology that reads or writes past them. What is handed over leaves this package as
 * framed Avro, to be judged like any other input.
 *
 * <p>Errors: what stands against the topology is found before any record is read and told together, in a
 * {@link io.millrace.runtime.code.TopologyRefusedException}. Whatever the code throws while it runs becomes a
 * {@link io.millrace.runtime.code.CodeException}, which names the node and never a record. May depend on contracts and
 * on the product API; of the runtime on nothing.
 */
@NullMarked
package io.millrace.runtime.code;

import org.jspecify.annotations.NullMarked;
