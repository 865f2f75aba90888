package io.millrace.cli.demo.verify;

import io.millrace.cli.demo.traffic.Fate;
import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.OutputPort.Deletes;
import io.millrace.contracts.product.OutputPort.View;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.key.KeyRing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/**
 * An output port and what it is judged by.
 *
 * @param product it belongs to
 * @param input it reads
 * @param output itself
 * @param table the captured table behind the input; empty for domain events
 * @param projection of rows through its contract
 */
public record JudgedPort(
        Product product, InputPort input, OutputPort output, Optional<String> table, Projection projection) {
    private static final String CAPTURED = "source:";

    /** Every output port of the products. */
    public static List<JudgedPort> of(List<Product> products, KeyRing keys) {
        List<JudgedPort> ports = new ArrayList<>();
        MaskOracle masks = new MaskOracle(keys);
        for (Product product : products) {
            for (InputPort input : product.inputPorts()) {
                for (OutputPort output : product.outputPortsReading(input)) {
                    ports.add(new JudgedPort(
                            product, input, output, tableOf(input), new Projection(output.contract(), masks)));
                }
            }
        }
        return List.copyOf(ports);
    }

    /** {@code <domain>.<product>/<port>}: how people call it. */
    public String name() {
        return product.qualifiedName() + "/" + output.name();
    }

    /** What has to come out for a change or event of the given operation. */
    long expected(String operation, TableRow row) {
        boolean withoutRow =
                operation.equals("d") && (output.view() == View.LATEST || output.deletes() == Deletes.TOMBSTONE);
        return Digest.of(operation, withoutRow ? null : projection.expected(row));
    }

    /**
     * What has to become of a change here, given what has to become of its row: a latest view passes every delete on,
     * since whether the row was there before cannot be told from the change.
     */
    Fate fate(String operation, Fate ofRow) {
        return operation.equals("d") && output.view() == View.LATEST ? Fate.ACCEPTED : ofRow;
    }

    /** How many of its fields are masked. */
    public long maskedFields() {
        return output.contract().fields().stream()
                .filter(field -> !(field.mask() instanceof Mask.None))
                .count();
    }

    /** What a row and the record it becomes have in common. */
    public String identify(TableRow row) {
        return projection.sequenceKey(row);
    }

    /** As {@link #identify(TableRow)}, of what came out. */
    public String identify(String recordKey, GenericRecord record) {
        return projection.sequenceKey(recordKey, projection.actual(record));
    }

    private static Optional<String> tableOf(InputPort input) {
        String contract = input.contractId();
        return contract.startsWith(CAPTURED)
                ? Optional.of(contract.substring(contract.lastIndexOf('.') + 1))
                : Optional.empty();
    }
}
