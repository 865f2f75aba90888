package io.millrace.contracts.registry;

/** An id stands for a schema that is not Avro, or that Avro cannot read by itself; asking again changes nothing. */
public final class NotAvroException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public NotAvroException(String message) {
        super(message, false);
    }
}
