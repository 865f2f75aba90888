package io.millrace.catalogue.page;

import io.millrace.catalogue.example.ExampleRecord;
import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.contracts.product.InputPort;

/** An example record: key, headers, value. */
final class ExamplePart {
    private ExamplePart() {}

    static Html of(PortEntry port) {
        ExampleRecord example = ExampleRecord.of(port);
        String first = port.port().contract().inputs().first();
        InputPort input = port.product().inputPorts().stream()
                .filter(found -> found.name().equals(first))
                .findFirst()
                .orElseThrow();
        boolean changes = input.format().isChange();
        Table headers = new Table("Headers of the example", "Header", "Example", "Meaning");
        header(headers, "mr-contract", port.port().contract().reference(), "contract and version it was written for");
        header(
                headers,
                "mr-source",
                changes ? input.contractId().replaceFirst("^source:", "") + "@0/176DA40" : input.topic() + "-0-42",
                changes ? "table and position in the database's log" : "topic, partition and offset it came from");
        header(headers, "mr-op", changes ? "u" : "e", "c insert, u update, d delete, r snapshot row, e event");
        header(headers, "mr-ingested-at", "1769862600000", "when it entered the raw topic, epoch milliseconds");
        header(headers, "mr-processed-at", "1769862600042", "when the product processed it, epoch milliseconds");
        return Html.of("div")
                .add(
                        Html.of(
                                "p",
                                "Made from the contract's types, rules and examples; no real data. Masked fields have the shape that their masks give them."))
                .add(Html.of("h3", "Key"))
                .add(Tags.block(example.key()))
                .add(Html.of("h3", "Value"))
                .add(Tags.block(example.json()))
                .add(Html.of("h3", "Headers"))
                .add(headers.html());
    }

    private static void header(Table table, String name, String example, String meaning) {
        table.row("", Tags.code(name), Tags.code(example), Html.of("span", meaning));
    }
}
