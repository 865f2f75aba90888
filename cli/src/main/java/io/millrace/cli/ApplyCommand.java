package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.mesh.Mesh;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace apply}: makes what {@code plan} shows. */
@Command(
        name = "apply",
        description = "Create missing topics and subjects and set what differs; nothing is ever deleted.",
        footerHeading = "%nExample:%n",
        footer = "  millrace apply examples/shop --config shop.properties")
final class ApplyCommand implements Callable<Integer> {
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
        AtomicInteger made = new AtomicInteger();
        try (Admin admin = Connections.admin(configuration)) {
            new PendingChanges(mesh, admin, Connections.registry(configuration)).apply(change -> {
                made.incrementAndGet();
                out.println(change);
                out.flush();
            });
        }
        out.println(made.get() == 0 ? "nothing to change" : made + " changed");
        out.flush();
        return ExitCode.DONE;
    }
}
