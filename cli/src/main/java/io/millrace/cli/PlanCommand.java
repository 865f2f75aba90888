package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.mesh.Mesh;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace plan}: what {@code apply} would do. */
@Command(
        name = "plan",
        description = "Show which topics, subjects and grants are missing or differ; exit code 3 if any.",
        footerHeading = "%nExample:%n",
        footer = "  millrace plan examples/shop --config shop.properties")
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Mesh mesh = meshArguments.loadCompiled(spec.commandLine().getErr());
        Configuration configuration = configurationArguments.read(KnownNames.of(mesh));
        configuration.require("kafka.bootstrap.servers", "registry.url");
        try (Admin admin = Connections.admin(configuration)) {
            List<String> changes = new PendingChanges(mesh, admin, Connections.registry(configuration))
                    .inWords(note -> out.println("note: " + note));
            changes.forEach(out::println);
            out.println(changes.isEmpty() ? "nothing to change" : changes.size() + " to change; run millrace apply");
            out.flush();
            return changes.isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
        }
    }
}
