package io.millrace.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.mesh.Mesh;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace apply}: makes what {@code plan} shows. */
@Command(
        name = "apply",
        description = "Create missing topics and subjects and set what differs; deletes nothing unless told to.",
        footerHeading = "%nExample:%n",
        footer = "  millrace apply examples/shop --config shop.properties")
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(
            names = "--allow-destructive",
            description = "Make changes that delete records as well: topics without a port, shorter retention. Only"
                    + " shows them unless --execute is there.")
    private boolean allowDestructive;

    @Option(names = "--execute", description = "Really make what --allow-destructive shows.")
    private boolean execute;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RefusedJarException {
        PrintWriter out = spec.commandLine().getOut();
        Mesh declared = meshArguments.loadCompiled(spec.commandLine().getErr());
        ConfiguredMesh configured = configurationArguments.of(declared);
        Configuration configuration = configured.configuration();
        Mesh mesh = configured.mesh();
        configuration.require("kafka.bootstrap.servers", "registry.url");
        List<String> made = new ArrayList<>();
        try (Admin admin = Connections.admin(configuration);
                TopologyCode code = meshArguments.code()) {
            var pending = new PendingChanges(
                    mesh, admin, Connections.registry(configuration), configuration, allowDestructive, code.classes());
            if (allowDestructive && !execute) {
                return tellOnly(pending, out);
            }
            pending.apply(change -> {
                made.add(change);
                if (output == OutputFormat.TEXT) {
                    out.println(change);
                    out.flush();
                }
            });
        }
        if (output == OutputFormat.JSON) {
            var root = JsonNodeFactory.instance.objectNode();
            var changed = root.putArray("changed");
            made.forEach(changed::add);
            out.println(root.toPrettyString());
        } else {
            out.println(made.isEmpty() ? "nothing to change" : made.size() + " changed");
        }
        out.flush();
        return ExitCode.DONE;
    }

    /** What would be done, records deleted included; nothing is. */
    private static int tellOnly(PendingChanges pending, PrintWriter out) {
        PendingChanges.Found found = pending.find();
        found.changes().forEach(change -> out.println("would " + change));
        found.conflicts().forEach(conflict -> out.println("conflict: " + conflict));
        out.println("nothing was changed; add --execute");
        out.flush();
        return found.changes().isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
    }
}
