package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.plan.ContractCheck;
import io.millrace.runtime.provision.TopicClaims;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
            "Without --apply nothing is created: exit code 3 says that a plan is pending.",
            "Waits for brokers, the registry and the topics of inputs; /health/ready says for which."
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
            List<DeployedProduct> ready = ready(deployments, configuration, refusals);
            if (ready.isEmpty()) {
                throw refusals.nothingLeft();
            }
            return RunningProducts.start(
                    ready,
                    refusals,
                    new RunEnvironment(
                            configuration, runArguments.options(), registry, keys, serviceArguments.apply()));
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
    private static List<DeployedProduct> ready(
            List<Deployment> deployments, Configuration configuration, Refusals refusals) {
        List<DeployedProduct> all = deployments.stream()
                .flatMap(deployment -> deployment
                        .products(JavaProducts.leftOut(
                                ConfiguredMesh.of(deployment.mesh(), configuration)
                                        .mesh(),
                                LOG::info))
                        .stream())
                .toList();
        Map<Product, List<String>> claimed =
                TopicClaims.refused(all.stream().map(DeployedProduct::product).toList());
        List<DeployedProduct> ready = new ArrayList<>();
        for (DeployedProduct deployed : all) {
            List<String> reasons = claimed.get(deployed.product());
            if (reasons == null) {
                ready.add(deployed);
            } else {
                refusals.add(deployed.product(), deployed.digest(), String.join("; ", reasons));
            }
        }
        return ready;
    }
}
