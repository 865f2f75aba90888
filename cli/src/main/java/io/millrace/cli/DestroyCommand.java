package io.millrace.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.provision.Removal;
import io.millrace.runtime.provision.RemovalPlan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace destroy}: deletes what a product has made. */
@Command(
        name = "destroy",
        description = "Delete a product's topics, subjects, consumer group, grants and local state; exit code 3 without"
                + " --execute if there are any.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace destroy examples/shop/checkout/orders --config shop.properties",
            "  millrace destroy examples/shop/checkout/orders --config shop.properties --execute",
            "  millrace destroy orders.jar --config shop.properties --output json",
            "",
            "Refuses while the product runs, and while another product of the mesh reads what it serves. What it reads,"
                    + " raw topics and events, stays."
        })
final class DestroyCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--execute", description = "Really delete what is shown.")
    private boolean execute;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RefusedJarException {
        PrintWriter out = spec.commandLine().getOut();
        ConfiguredMesh configured =
                configurationArguments.of(meshArguments.load(spec.commandLine().getErr()));
        Configuration configuration = configured.configuration();
        configuration.require("kafka.bootstrap.servers", "registry.url");
        Product product = only(configured.mesh().products());
        List<Product> others = meshArguments.isJar()
                ? List.of()
                : Mesh.load(configured.mesh().root(), meshArguments.options()).products().stream()
                        .filter(other -> !other.qualifiedName().equals(product.qualifiedName()))
                        .toList();
        try (Admin admin = Connections.admin(configuration);
                TopologyCode code = meshArguments.code()) {
            RemovalPlan plan = Removal.plan(
                    product,
                    others,
                    ownPrincipal(product, others, configuration),
                    configuration.stateDirectory(),
                    code.classes(),
                    admin,
                    Connections.registry(configuration));
            List<String> notes = new ArrayList<>(plan.notes());
            if (meshArguments.isJar()) {
                notes.add("a jar does not say which products read what this one serves; ask the catalogue");
            }
            if (output == OutputFormat.JSON) {
                return json(plan, notes, out);
            }
            notes.forEach(note -> out.println("note: " + note));
            return execute ? destroy(product, plan, out) : tell(plan, out);
        }
    }

    /** Deleting is said of one product at a time. */
    private static Product only(List<Product> products) {
        if (products.size() != 1) {
            throw new CommandException(
                    "give the folder of one product; here are " + products.size() + ": "
                            + products.stream().map(Product::qualifiedName).collect(Collectors.joining(", ")),
                    ExitCode.USAGE);
        }
        return products.get(0);
    }

    private static Optional<String> ownPrincipal(Product product, List<Product> others, Configuration configuration) {
        return configuration
                .principalOfProduct(product.name(), product.qualifiedName())
                .filter(principal -> others.stream()
                        .noneMatch(other -> configuration
                                .principalOfProduct(other.name(), other.qualifiedName())
                                .equals(Optional.of(principal))));
    }

    private static int tell(RemovalPlan plan, PrintWriter out) {
        plan.deletions().forEach(deletion -> out.println("would " + deletion));
        plan.conflicts().forEach(conflict -> out.println("conflict: " + conflict));
        out.println(
                plan.deletions().isEmpty()
                        ? "nothing is there to delete"
                        : plan.deletions().size() + " to delete; nothing was changed; add --execute");
        out.flush();
        if (!plan.conflicts().isEmpty()) {
            return ExitCode.FAILED;
        }
        return plan.deletions().isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
    }

    private static int destroy(Product product, RemovalPlan plan, PrintWriter out) {
        if (!plan.conflicts().isEmpty()) {
            throw new CommandException("product " + product.qualifiedName() + " is not destroyed:"
                    + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", plan.conflicts()));
        }
        plan.execute(deletion -> {
            out.println(deletion);
            out.flush();
        });
        out.println(
                plan.deletions().isEmpty()
                        ? "nothing is there to delete"
                        : plan.deletions().size() + " deleted: product " + product.qualifiedName()
                                + " is gone; its files" + " are yours to remove");
        out.flush();
        return ExitCode.DONE;
    }

    /** The same in either case: what was deleted, and what still is to be. */
    private int json(RemovalPlan plan, List<String> notes, PrintWriter out) {
        List<String> deleted = new ArrayList<>();
        if (execute && plan.conflicts().isEmpty()) {
            plan.execute(deleted::add);
        }
        List<String> left = deleted.isEmpty() ? plan.deletions() : List.of();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("pending", !left.isEmpty());
        put(root, "deletions", left);
        put(root, "deleted", deleted);
        put(root, "conflicts", plan.conflicts());
        put(root, "notes", notes);
        out.println(root.toPrettyString());
        out.flush();
        if (!plan.conflicts().isEmpty()) {
            return ExitCode.FAILED;
        }
        return left.isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
    }

    private static void put(ObjectNode root, String name, List<String> texts) {
        var array = root.putArray(name);
        texts.forEach(array::add);
    }
}
