package io.millrace.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.topology.TopologyOutline;
import io.millrace.runtime.topology.TopologyPicture;
import io.millrace.runtime.topology.UnresolvedException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace plan}: what {@code apply} would do, or how products run. */
@Command(
        name = "plan",
        description = "Show which topics, subjects and grants are missing or differ; exit code 3 if any.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace plan examples/shop --config shop.properties",
            "  millrace plan examples/shop --config shop.properties --output json",
            "  millrace plan examples/shop/checkout/orders --topology mermaid"
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = "--topology",
            paramLabel = "FORMAT",
            description = "Show the topology of each product instead, as text or mermaid; contacts nobody.")
    private Optional<Picture> topology = Optional.empty();

    @Spec
    private CommandSpec spec;

    /** How a topology is shown. */
    enum Picture {
        TEXT,
        MERMAID
    }

    @Override
    public Integer call() throws RefusedJarException {
        PrintWriter out = spec.commandLine().getOut();
        Mesh declared = meshArguments.loadCompiled(spec.commandLine().getErr());
        try (TopologyCode code = meshArguments.code()) {
            if (topology.isPresent()) {
                declared.products()
                        .forEach(product ->
                                picture(product, topology.get(), code.classes()).forEach(out::println));
                out.flush();
                return ExitCode.DONE;
            }
            return plan(declared, code, out);
        }
    }

    private int plan(Mesh declared, TopologyCode code, PrintWriter out) {
        ConfiguredMesh configured = configurationArguments.of(declared);
        Configuration configuration = configured.configuration();
        Mesh mesh = configured.mesh();
        configuration.require("kafka.bootstrap.servers", "registry.url");
        try (Admin admin = Connections.admin(configuration)) {
            var pending = new PendingChanges(
                    mesh, admin, Connections.registry(configuration), configuration, false, code.classes());
            PendingChanges.Found found = pending.find();
            if (output == OutputFormat.JSON) {
                out.println(json(found));
            } else {
                tell(found, out);
            }
            out.flush();
            if (!found.conflicts().isEmpty()) {
                return ExitCode.FAILED;
            }
            return found.changes().isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
        }
    }

    private static List<String> picture(Product product, Picture format, ClassLoader classes) {
        TopologyOutline outline;
        try {
            outline = TopologyOutline.of(product, classes);
        } catch (UnresolvedException refused) {
            return List.of(product.qualifiedName() + ": " + refused.getMessage());
        }
        return format == Picture.MERMAID ? TopologyPicture.mermaid(outline) : TopologyPicture.text(outline);
    }

    private void tell(PendingChanges.Found found, PrintWriter out) {
        found.notes().forEach(note -> out.println("note: " + note));
        found.changes().forEach(out::println);
        if (!found.conflicts().isEmpty()) {
            out.flush();
            throw PendingChanges.cannotApply(found.conflicts());
        }
        out.println(
                found.changes().isEmpty()
                        ? "nothing to change"
                        : found.changes().size() + " to change; run millrace apply");
    }

    private static String json(PendingChanges.Found found) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("pending", !found.changes().isEmpty());
        var changes = root.putArray("changes");
        found.changes().forEach(changes::add);
        var conflicts = root.putArray("conflicts");
        found.conflicts().forEach(conflicts::add);
        var notes = root.putArray("notes");
        found.notes().forEach(notes::add);
        return root.toPrettyString();
    }
}
