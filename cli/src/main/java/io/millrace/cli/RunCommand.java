package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.provision.PlanOptions;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.runtime.provision.ProvisioningPlan;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace run}: runs the products of a mesh, or one product, until it is stopped. */
@Command(
        name = "run",
        description = "Run data products until SIGTERM or Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace run examples/shop --config shop.properties --apply",
            "  millrace run examples/shop/checkout/orders --config shop.properties",
            "",
            "Without --apply nothing is created: exit code 3 says that a plan is pending."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Mixin
    private ServiceArguments serviceArguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        // Before anything is created: a start that refuses the contracts would come too late.
        Mesh declared = serviceArguments.apply() ? meshArguments.loadCompiled(err) : meshArguments.load(err);
        ConfiguredMesh configured = configurationArguments.of(declared);
        Configuration configuration = configured.configuration();
        Mesh mesh = configured.mesh();
        configuration.require("kafka.bootstrap.servers", "registry.url", "privacy.keys.file");
        KeyRing keys = KeyRing.load(configuration.privacyKeysFile().orElseThrow());
        SchemaRegistry registry = Connections.registry(configuration);
        return serviceArguments.serve(() -> {
            refuseWhatIsPending(mesh, configuration, registry);
            return RunningProducts.start(mesh.products(), configuration, registry, keys);
        });
    }

    private void refuseWhatIsPending(Mesh mesh, Configuration configuration, SchemaRegistry registry) {
        try (Admin admin = Connections.admin(configuration)) {
            ProvisioningPlan plan = Provisioning.plan(
                    mesh.products(),
                    new PlanOptions(Map.of(), PendingChanges.principals(mesh, configuration), false),
                    admin,
                    registry);
            plan.notes().forEach(LOG::info);
            if (plan.isEmpty()) {
                return;
            }
            if (serviceArguments.apply() && plan.conflicts().isEmpty()) {
                plan.apply(LOG::info);
                return;
            }
            PrintWriter err = spec.commandLine().getErr();
            plan.changes().forEach(err::println);
            plan.conflicts().forEach(conflict -> err.println("conflict: " + conflict));
            throw new CommandException("changes are pending; use --apply or millrace apply", ExitCode.PENDING);
        }
    }
}
