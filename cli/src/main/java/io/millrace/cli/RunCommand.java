package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductStartException;
import io.millrace.runtime.provision.PlanOptions;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.runtime.provision.ProvisioningPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
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
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Mixin
    private ServiceArguments serviceArguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ProductStartException {
        PrintWriter err = spec.commandLine().getErr();
        // Before anything is created: a start that refuses the contracts would come too late.
        Mesh declared = serviceArguments.apply() ? meshArguments.loadCompiled(err) : meshArguments.load(err);
        Configuration configuration = configurationArguments.read(KnownNames.of(declared));
        Mesh mesh = MeshArguments.configured(declared, configuration);
        configuration.require("kafka.bootstrap.servers", "registry.url", "privacy.keys.file");
        KeyRing keys = KeyRing.load(configuration.privacyKeysFile().orElseThrow());
        SchemaRegistry registry = Connections.registry(configuration);
        Termination termination = serviceArguments.termination();
        try {
            if (isPending(mesh, configuration, registry)) {
                return ExitCode.PENDING;
            }
            try (RunningProducts products = RunningProducts.start(mesh.products(), configuration, registry, keys)) {
                LOG.info("running {} products; status at {}", mesh.products().size(), products.statusUrl());
                while (!termination.await(LOOK)) {
                    if (products.allOver()) {
                        throw new CommandException("every product has stopped: " + products.reasons());
                    }
                }
                LOG.info("stopping");
            }
            LOG.info("stopped");
            termination.orderly();
            return ExitCode.DONE;
        } finally {
            termination.done();
        }
    }

    private boolean isPending(Mesh mesh, Configuration configuration, SchemaRegistry registry) {
        try (Admin admin = Connections.admin(configuration)) {
            ProvisioningPlan plan = Provisioning.plan(
                    mesh.products(),
                    new PlanOptions(Map.of(), PendingChanges.principals(mesh, configuration), false),
                    admin,
                    registry);
            plan.notes().forEach(LOG::info);
            if (plan.isEmpty()) {
                return false;
            }
            if (serviceArguments.apply() && plan.conflicts().isEmpty()) {
                plan.apply(LOG::info);
                return false;
            }
            plan.changes().forEach(spec.commandLine().getErr()::println);
            plan.conflicts().forEach(conflict -> spec.commandLine().getErr().println("conflict: " + conflict));
            spec.commandLine().getErr().println("millrace: changes are pending; use --apply or millrace apply");
            return true;
        }
    }
}
