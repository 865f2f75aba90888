package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.plan.ContractCheck;
import io.millrace.runtime.provision.PlanOptions;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.runtime.provision.ProvisioningPlan;
import io.millrace.runtime.provision.TopicClaims;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace run}: runs topology jars, the products of a mesh, or one product, until it is stopped. */
@Command(
        name = "run",
        description = {
            "Run data products until SIGTERM or Ctrl-C.",
            "A product that is refused, or fails, does not stop the others; exit code 1 if none is left."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace run orders.jar --config ops.properties",
            "  millrace run orders.jar payments.jar --config ops.properties --apply",
            "  millrace run examples/shop --config shop.properties --apply",
            "",
            "Without --apply nothing is created: exit code 3 says that a plan is pending."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private RunArguments runArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Mixin
    private ServiceArguments serviceArguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        configurationArguments.startLog(spec);
        PrintWriter err = spec.commandLine().getErr();
        Refusals refusals = new Refusals(err);
        // Before anything is created: a start that refuses the contracts would come too late.
        List<Deployment> deployments = runArguments.load(
                serviceArguments.apply() ? ContractCheck::problems : unchecked -> List.of(), refusals, err);
        if (deployments.isEmpty()) {
            throw refusals.nothingLeft();
        }
        KnownNames names = RunArguments.names(deployments);
        Configuration configuration = configurationArguments.read(names);
        tellWhatIsNotUsed(configuration, names);
        configuration.require("kafka.bootstrap.servers", "registry.url", "privacy.keys.file");
        KeyRing keys = KeyRing.load(configuration.privacyKeysFile().orElseThrow());
        SchemaRegistry registry = Connections.registry(configuration);
        return serviceArguments.serve(() -> {
            List<DeployedProduct> ready = ready(deployments, configuration, registry, refusals);
            if (ready.isEmpty()) {
                throw refusals.nothingLeft();
            }
            return RunningProducts.start(ready, refusals, configuration, registry, keys);
        });
    }

    /** A file may serve many processes; but a name may be misspelt as well. */
    private static void tellWhatIsNotUsed(Configuration configuration, KnownNames names) {
        Set<String> others = configuration.configuredProducts();
        others.removeAll(names.products());
        if (!others.isEmpty()) {
            LOG.info("settings of products that this process does not have: {}", String.join(", ", others));
        }
    }

    /** The products that nothing of their own stands in the way of. */
    private List<DeployedProduct> ready(
            List<Deployment> deployments, Configuration configuration, SchemaRegistry registry, Refusals refusals) {
        List<List<DeployedProduct>> groups = deployments.stream()
                .map(deployment -> deployment.products(JavaProducts.leftOut(
                        ConfiguredMesh.of(deployment.mesh(), configuration).mesh(), LOG::info)))
                .toList();
        Map<Product, List<String>> claimed = TopicClaims.refused(groups.stream()
                .flatMap(List::stream)
                .map(DeployedProduct::product)
                .toList());
        List<DeployedProduct> ready = new ArrayList<>();
        try (Admin admin = Connections.admin(configuration)) {
            for (List<DeployedProduct> group : groups) {
                List<DeployedProduct> sound = new ArrayList<>();
                for (DeployedProduct deployed : group) {
                    List<String> reasons = claimed.get(deployed.product());
                    if (reasons == null) {
                        sound.add(deployed);
                    } else {
                        refusals.add(deployed.product(), deployed.digest(), String.join("; ", reasons));
                    }
                }
                if (!sound.isEmpty() && !isPending(sound, configuration, admin, registry, refusals)) {
                    ready.addAll(sound);
                }
            }
        }
        return ready;
    }

    /** Whether products that come from one place lack something that is not to be created now; they are refused then. */
    private boolean isPending(
            List<DeployedProduct> group,
            Configuration configuration,
            Admin admin,
            SchemaRegistry registry,
            Refusals refusals) {
        List<Product> products = group.stream().map(DeployedProduct::product).toList();
        ProvisioningPlan plan = Provisioning.plan(
                products,
                new PlanOptions(Map.of(), PendingChanges.principals(products, configuration), false),
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
        PrintWriter err = spec.commandLine().getErr();
        plan.changes().forEach(err::println);
        plan.conflicts().forEach(conflict -> err.println("conflict: " + conflict));
        for (DeployedProduct deployed : group) {
            if (plan.conflicts().isEmpty()) {
                refusals.addPending(
                        deployed.product(), deployed.digest(), "changes are pending; use --apply or millrace apply");
            } else {
                refusals.add(
                        deployed.product(),
                        deployed.digest(),
                        "it cannot run as it is: " + String.join("; ", plan.conflicts()));
            }
        }
        return true;
    }
}
