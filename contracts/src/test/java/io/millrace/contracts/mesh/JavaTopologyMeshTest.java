package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a product with a Java topology may declare. */
class JavaTopologyMeshTest {
    private static final String KEY = """
              - {name: person, logicalType: string, primaryKey: true, required: true, tags: ["pii:person-id"],
                 customProperties: [{property: millrace, value: {maskedAs: people.person}}]}
            """;

    @TempDir
    private Path mesh;

    @BeforeEach
    void write() throws IOException {
        write("mesh.yaml", "name: club\n");
        write(
                "club/domain.yaml",
                "domain: club\nowner: club-team\nsupport: \"#club\"\nmasking: policies/masking.yaml\n");
        write("club/policies/masking.yaml", """
                kinds:
                  person-id: {strategy: pseudonymize, joinDomain: club.person-id}
                  email: {strategy: pseudonymize, joinDomain: club.email}
                """);
        contract("people/signed-up", "club.people.signed-up", "", """
                  - {name: person, logicalType: string, required: true, tags: ["pii:person-id"]}
                  - {name: email, logicalType: string, tags: ["pii:email"]}
                  - {name: points, logicalType: integer, required: true}
                """);
        write(
                "club/people/signed-up.odcs.yaml",
                Files.readString(mesh.resolve("club/people/signed-up.odcs.yaml"))
                        .replace(
                                "schema:",
                                "servers: [{server: p, type: kafka, host: \"k:9092\", format: json}]\nschema:"));
        contract("people/person", "club.people.person", "", """
                  - {name: person, logicalType: string, primaryKey: true, required: true, tags: ["pii:person-id"]}
                  - {name: email, logicalType: string, tags: ["pii:email"]}
                  - {name: points, logicalType: integer, required: true}
                """);
        product("people", "", "club.people.signed-up", "{identity: {by: none}}", "club.people.person", "latest");
        scores("club.people.person", KEY + "  - {name: points, logicalType: integer, required: true}\n");
    }

    @Test
    void shouldResolveWhatIsHandedOver() {
        Mesh loaded = Mesh.load(mesh, MeshOptions.DEFAULT);
        Product scores = loaded.products().get(1);

        assertThat(loaded.warnings()).isEmpty();
        assertThat(scores.topology().orElseThrow().className()).isEqualTo("com.acme.Scores");
        assertThat(scores.topology().orElseThrow().inputs())
                .hasEntrySatisfying("people", input -> assertThat(input.id()).isEqualTo("club.people.person"));
        assertThat(scores.judgedInputs()).extracting("name").containsExactly("scores");
        var contract = scores.outputPorts().get(0).contract();
        assertThat(contract.inputs().combine()).isEqualTo(RowInputs.Combine.TOPOLOGY);
        assertThat(contract.inputs().ports()).containsExactly("people");
        assertThat(contract.fields().get(0).mask())
                .isEqualTo(new Mask.Arrived(
                        "people.person", new Mask.Pseudonymize("club.person-id", Mask.CanonicalForm.EXACT)));
        assertThat(contract.fields()).extracting(Field::name).containsExactly("person", "points");
    }

    @Test
    void shouldRefuseRawInputs() throws IOException {
        product("scores", "topology: com.acme.Scores", "club.people.signed-up", "", "club.scores.score", "latest");
        refused("'club.people.signed-up' is raw. Put a product with a contract in front");
    }

    @Test
    void shouldRefuseWhatTheCodeDoes() throws IOException {
        scores(
                "club.people.person",
                KEY + "  - {name: points, logicalType: integer, transformLogic: people.event.points}\n");
        refused("'transformLogic' reads an input port, but the product's Java topology makes these rows");

        contract("scores/score", "club.scores.score", "filter: \"people.event.points > 1\"", KEY);
        refused("'filter' reads an input port");

        contract("scores/score", "club.scores.score", "combine: merge", KEY);
        refused("'combine' puts input ports together");
    }

    @Test
    void shouldRefuseToMaskTwice() throws IOException {
        scores("club.people.person", KEY + "  - {name: mail, logicalType: string, tags: [\"pii:email\"]}\n");
        refused("Values of kind 'email' arrive masked in people.email, and would be masked once more. Write 'maskedAs:"
                + " people.email'");
    }

    @Test
    void shouldTakeAMaskOfItsOwnForAnotherValue() throws IOException {
        scores("club.people.person", KEY + """
                  - {name: mail, logicalType: string, tags: ["pii:email"],
                     customProperties: [{property: millrace, value: {mask: {strategy: redact}}}]}
                """);
        assertThat(Mesh.load(mesh, MeshOptions.DEFAULT).warnings()).isEmpty();
    }

    @Test
    void shouldRefuseToHandOnWhatIsNotMaskedThere() throws IOException {
        maskedAs("tags: [\"pii:points\"], ", "people.points", "integer");
        refused("Field 'people.points' is not masked there");
        maskedAs("", "people.email", "string");
        refused("arrives masked but is not tagged as personal");
        maskedAs("tags: [\"pii:email\"], ", "people.emial", "string");
        refused("has no field 'emial'. Did you mean 'email'?");
        maskedAs("tags: [\"pii:email\"], ", "person.email", "string");
        refused("is no field of an input port");
        maskedAs("tags: [\"pii:email\"], ", "people.email", "integer");
        refused("what arrives masked leaves as it came. Declare that type.");
    }

    @Test
    void shouldRefuseMaskedAsWhereAPathTells() throws IOException {
        contract("people/person", "club.people.person", "", """
                  - {name: person, logicalType: string, primaryKey: true, required: true, tags: ["pii:person-id"],
                     customProperties: [{property: millrace, value: {maskedAs: people.person}}]}
                  - {name: points, logicalType: integer, required: true}
                """);
        refused("'maskedAs' is for contracts whose rows a Java topology hands over");
    }

    @Test
    void shouldRefuseSettingsOfAnInputThatIsJudgedAlready() throws IOException {
        product(
                "scores",
                "topology: com.acme.Scores",
                "club.people.person",
                "{identity: {by: none}}",
                "club.scores.score",
                "latest");
        refused("'identity' is not run in front of a Java topology");
    }

    @Test
    void shouldRefuseProductsThatReadEachOther() throws IOException {
        product("people", "topology: com.acme.People", "club.scores.score", "", "club.people.person", "latest");
        refused("read each other in a circle: people, scores");
    }

    @Test
    void shouldRefuseAClassThatIsNone() throws IOException {
        product(
                "scores",
                "topology: \"com.acme.Scores.java!\"",
                "club.people.person",
                "",
                "club.scores.score",
                "latest");
        refused("is no name of a Java class");
    }

    private void maskedAs(String tags, String from, String type) throws IOException {
        scores(
                "club.people.person",
                KEY + "  - {name: other, logicalType: " + type + ", " + tags
                        + "customProperties: [{property: millrace, value: {maskedAs: " + from + "}}]}\n");
    }

    private void scores(String reads, String properties) throws IOException {
        contract("scores/score", "club.scores.score", "", properties);
        product("scores", "topology: com.acme.Scores", reads, "", "club.scores.score", "latest");
    }

    private void refused(String why) {
        assertThatThrownBy(() -> Mesh.load(mesh, MeshOptions.DEFAULT))
                .isInstanceOf(InvalidDescriptorsException.class)
                .hasMessageContaining(why);
    }

    private void contract(String file, String id, String ours, String properties) throws IOException {
        String custom = ours.isEmpty() ? "" : "  customProperties: [{property: millrace, value: {" + ours + "}}]\n";
        write(
                "club/" + file + ".odcs.yaml",
                "apiVersion: v3.1.0\nkind: DataContract\nid: " + id
                        + "\nversion: 1.0.0\nstatus: active\nschema:\n- name: Row\n" + custom + "  properties:\n"
                        + indented(properties));
    }

    /** Properties come with whatever indentation their text block has. */
    private static String indented(String properties) {
        return properties
                .lines()
                .map(line -> (line.strip().startsWith("-") ? "  " : "     ") + line.strip())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void product(String name, String ours, String reads, String input, String contract, String view)
            throws IOException {
        write(
                "club/" + name + "/product.odps.yaml",
                "apiVersion: v1.0.0\nkind: DataProduct\nid: club." + name
                        + "\nname: " + name
                        + "\ndomain: club\nversion: 1.0.0\nstatus: active\nteam: {name: club-team}\n"
                        + (ours.isEmpty() ? "" : "customProperties: [{property: millrace, value: {" + ours + "}}]\n")
                        + "inputPorts:\n- name: people\n  version: 1.0.0\n  contractId: " + reads + "\n"
                        + (input.isEmpty() ? "" : "  customProperties: [{property: millrace, value: " + input + "}]\n")
                        + "outputPorts:\n- name: " + name + "\n  version: 1.0.0\n  contractId: " + contract
                        + "\n  customProperties: [{property: millrace, value: {view: " + view + "}}]\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = mesh.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }
}
