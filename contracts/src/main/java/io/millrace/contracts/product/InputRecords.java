package io.millrace.contracts.product;

import io.millrace.contracts.table.KnownField;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the records of an input port, beyond their format.
 *
 * @param fields columns of the row, or fields of the event; empty where they are not known
 * @param encoding how a foreign connector writes decimals and times (format {@code debezium-json} only)
 * @param deleteWhen CEL over the input port: an event for which it is true says that its row is gone
 */
public record InputRecords(List<KnownField> fields, ChangeEncoding encoding, Optional<CelText> deleteWhen) {
    /** Nothing is known. */
    public static final InputRecords UNKNOWN = new InputRecords(List.of(), ChangeEncoding.DEFAULT, Optional.empty());

    public InputRecords {
        fields = List.copyOf(fields);
    }
}
