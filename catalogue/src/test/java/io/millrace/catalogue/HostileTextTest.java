package io.millrace.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts are other people's texts. Whatever they say, they add no element, no attribute and no path. */
class HostileTextTest {
    private static final String EVIL =
            "</code></script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"'{{topic}}\\u202Eevil";

    @Test
    void shouldShowHostileTextsAsTexts(@TempDir Path folder) throws IOException {
        SortedMap<String, String> site = Sites.of(hostile(folder));

        assertThat(site.keySet()).allMatch(path -> path.matches("[A-Za-z0-9_./-]+") && !path.contains(".."));
        assertThat(SiteLinks.broken(site)).isEmpty();
        site.forEach((path, text) -> {
            if (path.endsWith(".html") || path.endsWith(".svg")) {
                assertThat(text).as(path).doesNotContain("\u202E");
                Document page = Jsoup.parse(text);
                assertThat(page.select("img, iframe, object, [onerror], [onload]"))
                        .as(path)
                        .isEmpty();
                assertThat(page.select("script").eachAttr("src")).as(path).allMatch(src -> src.endsWith(".js"));
                assertThat(page.select("a[href^=javascript], a[href^=data]"))
                        .as(path)
                        .isEmpty();
            }
        });
        assertThat(site.get("search-index.js")).doesNotContain("<");
        assertThat(Jsoup.parse(site.get("products/evil.evil/port-evil.html")).text())
                .contains("<script>alert(1)</script>", "javascript:alert(1)");
    }

    private static Mesh hostile(Path folder) throws IOException {
        write(folder, "mesh.yaml", "name: \"EVIL\"\ndescription: \"EVIL\"");
        write(folder, "policies/masking.yaml", "kinds: {name: {strategy: redact, replacement: \"EVIL\"}}");
        write(folder, "CHANGELOG.md", "# Changes\n## EVIL\n* [x](javascript:alert(1)) EVIL\n");
        write(folder, "product.odps.yaml", """
                apiVersion: v1.0.0
                kind: DataProduct
                id: "EVIL"
                name: evil
                domain: evil
                version: 1.0.0
                status: "EVIL"
                description: {purpose: "EVIL", limitations: "EVIL", usage: "EVIL"}
                team: {name: "EVIL", members: [{username: "EVIL", role: "EVIL"}]}
                support: [{channel: "EVIL", url: "javascript:alert(1)"}, {channel: "", url: "javascript:alert(1)"}]
                inputPorts:
                - name: raw
                  version: 1.0.0
                  contractId: "../../EVIL"
                  customProperties: [{property: millrace, value: {identity: {by: none}}}]
                outputPorts:
                - name: evil
                  description: "EVIL"
                  version: 1.0.0
                  contractId: evil.record
                  customProperties: [{property: millrace, value: {view: history}}]
                """);
        write(folder, "event.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: "../../EVIL"
                version: 1.0.0
                status: active
                description: {purpose: "EVIL"}
                servers: [{server: "EVIL", type: kafka, host: "EVIL", format: json}]
                schema:
                - name: Raw
                  physicalName: evil.raw
                  properties:
                  - {name: text, logicalType: string, description: "EVIL"}
                  - {name: "EVIL", logicalType: string}
                  - {name: who, logicalType: string}
                """);
        write(folder, "record.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: evil.record
                version: 1.0.0
                status: active
                servers: [{server: "EVIL", type: kafka, host: "EVIL", format: avro}]
                schema:
                - name: Record
                  description: "EVIL"
                  properties:
                  - name: text
                    logicalType: string
                    description: "EVIL"
                    businessName: "EVIL"
                    examples: ["EVIL"]
                    quality: [{metric: invalidValues, arguments: {validValues: ["EVIL"]}, mustBe: 0}]
                  - {name: person, logicalType: string, transformLogic: "raw.event.who + 'EVIL2'", tags: ["pii:name"]}
                roles: [{role: "EVIL", access: read, description: "EVIL"}]
                """);
        return Mesh.load(folder, MeshOptions.DEFAULT);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace("EVIL2", "<script>").replace("EVIL", EVIL));
    }
}
