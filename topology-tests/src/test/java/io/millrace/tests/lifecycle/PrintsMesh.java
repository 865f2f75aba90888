package io.millrace.tests.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A mesh of one product that takes each printed sheet once, in the versions that a team might deploy one after the other. */
enum PrintsMesh {
    FIRST("1.0.0", "{by: event-id, path: event.event_id, window: P1D}", "", ""),
    /** Compatible: one more optional field. */
    SECOND(
            "1.1.0",
            "{by: event-id, path: event.event_id, window: P1D}",
            "",
            "\n  - {name: machine, logicalType: string}"),
    /** The same schema, but sheets are missing that consumers had before; and it remembers nothing of those it has seen. */
    BREAKING(
            "1.2.0",
            "{by: none}",
            "{filter: \"sheets.event.number > 10\"}",
            "\n  - {name: machine, logicalType: string}");

    static final String PRODUCT = "press.prints";
    static final String INPUT = "press.sheet-printed.events";
    static final String OUTPUT = "press.prints.sheets.v1";

    private final String version;
    private final String identity;
    private final String settings;
    private final String field;

    PrintsMesh(String version, String identity, String settings, String field) {
        this.version = version;
        this.identity = identity;
        this.settings = settings;
        this.field = field;
    }

    String version() {
        return version;
    }

    /** {@code mr-contract} of what it writes. */
    String contract() {
        return "press.prints.sheet@" + version;
    }

    /** Writes the mesh below a folder; returns the product's folder. */
    Path write(Path parent) throws IOException {
        Path mesh = parent.resolve("mesh-" + version);
        Map<String, String> files = Map.of(
                "mesh.yaml",
                "name: paper\n",
                "press/domain.yaml",
                """
                domain: press
                owner: press-team
                partitions: 4
                retention: P14D
                """,
                "press/prints/sheet-printed.odcs.yaml",
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: press.prints.sheet-printed
                version: 1.0.0
                status: active
                servers:
                - {server: production, type: kafka, host: "kafka.example:9092", format: json}
                schema:
                - name: SheetPrinted
                  properties:
                  - {name: event_id, logicalType: string, required: true}
                  - {name: number, logicalType: integer, required: true}
                  - {name: machine, logicalType: string}
                slaProperties:
                - {property: retention, value: 30, unit: d}
                """,
                "press/prints/sheet.odcs.yaml",
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: press.prints.sheet
                version: %s
                status: active
                schema:
                - name: Sheet%s
                  properties:
                  - {name: event_id, logicalType: string, required: true}
                  - {name: number, logicalType: integer, required: true}%s
                """.formatted(
                                version,
                                settings.isEmpty()
                                        ? ""
                                        : "\n  customProperties: [{property: millrace, value: " + settings + "}]",
                                field),
                "press/prints/product.odps.yaml",
                """
                apiVersion: v1.0.0
                kind: DataProduct
                id: press.prints
                name: prints
                domain: press
                version: %1$s
                status: active
                team: {name: press-team}
                inputPorts:
                - name: sheets
                  version: 1.0.0
                  contractId: press.prints.sheet-printed
                  customProperties:
                  - {property: millrace, value: {identity: %2$s}}
                outputPorts:
                - name: sheets
                  version: %1$s
                  contractId: press.prints.sheet
                  customProperties:
                  - {property: millrace, value: {view: history}}
                """.formatted(version, identity));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = mesh.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue());
        }
        return mesh.resolve("press/prints");
    }
}
