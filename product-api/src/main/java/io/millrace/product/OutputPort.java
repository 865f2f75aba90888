package io.millrace.product;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.streams.kstream.KStream;

/** Where the rows of a contract leave. */
public interface OutputPort {
    /** Name of the port. */
    String name();

    /** Schema of the contract's rows: what may be handed over. Fields that it does not have never leave. */
    Schema schema();

    /**
     * Hands rows over, once per port. Each is read, checked and masked as the contract says, and gets its key from the
     * contract's primary key; one that breaks the contract becomes a dead letter. Headers are dropped. A record
     * without a value says that the row of its key is gone: the key is then the canonical text of the primary key, as
     * keys of input ports are.
     *
     * @throws IllegalStateException where a stream was handed over before; merge the streams first
     */
    void accept(KStream<String, ? extends IndexedRecord> rows);
}
