package io.millrace.ingest.gateway;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A mesh of one event, read from its contract as domain teams write it. */
public final class Events {
    private Events() {}

    /** The event {@code till.receipt} with the properties, written in YAML as entries of a list. */
    public static DomainEvent receipt(Path folder, String format, String properties) {
        return receipt(folder, format, "default", properties);
    }

    /** The same on a topic of its own. */
    public static DomainEvent receipt(Path folder, String format, String environment, String properties) {
        try {
            Path domain = Files.createDirectories(folder.resolve("till"));
            Files.writeString(folder.resolve("mesh.yaml"), "name: test\n");
            Files.writeString(domain.resolve("domain.yaml"), "domain: till\nowner: tills\npartitions: 3\n");
            Files.writeString(domain.resolve("receipt.odcs.yaml"), """
                    apiVersion: v3.1.0
                    kind: DataContract
                    id: till.receipt
                    version: 1.0.0
                    status: active
                    servers:
                    - {server: production, type: kafka, host: "localhost:9092", format: %s}
                    schema:
                    - name: Receipt
                      properties:
                    %s
                    """.formatted(
                            format, properties.indent(2).stripTrailing()));
            Files.writeString(domain.resolve("product.odps.yaml"), """
                    apiVersion: v1.0.0
                    kind: DataProduct
                    id: till.receipts
                    name: receipts
                    domain: till
                    version: 1.0.0
                    status: active
                    inputPorts:
                    - name: receipts
                      version: 1.0.0
                      contractId: till.receipt
                      customProperties: [{property: millrace, value: {identity: %s}}]
                    outputPorts:
                    - {name: receipts, version: 1.0.0, contractId: till.out}
                    """.formatted(
                            format.equals("json") ? "{by: event-id, path: event.number}" : "{by: event-id}"));
            Files.writeString(domain.resolve("out.odcs.yaml"), """
                    apiVersion: v3.1.0
                    kind: DataContract
                    id: till.out
                    version: 1.0.0
                    status: active
                    schema:
                    - name: Receipt
                      properties:
                      - {name: number, logicalType: string, required: true}
                    """);
            Optional<String> named = environment.equals("default") ? Optional.empty() : Optional.of(environment);
            return Mesh.load(folder, new MeshOptions(named)).events().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
