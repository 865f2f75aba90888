package io.millrace.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.governance.Policies;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.PolicyFolder;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.yaml.Node;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace validate}: reads descriptors and contracts, lists what is wrong with file and line, touches nothing else. */
@Command(
        name = "validate",
        description = {
            "Check descriptors, contracts and policies, and list what is wrong with file and line.",
            "Expressions are judged once their product is sound otherwise, policies once nothing else is wrong."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace validate examples/shop",
            "  millrace validate examples/shop/checkout/orders",
            "  millrace validate examples/shop --environment pr-123",
            "  millrace validate mesh --policies ../governance --against ../released/mesh"
        })
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Folder of more *.policy.yaml files, which hold everywhere. Repeatable.")
    private List<Path> policies = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description =
                    "The mesh, product or topology jar as released before: what breaks it needs a new major version.")
    private Optional<Path> against = Optional.empty();

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RefusedJarException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Mesh> mesh = Optional.empty();
        List<Problem> found;
        try {
            Mesh loaded = meshArguments.loadCompiledSilently();
            mesh = Optional.of(loaded);
            Problems all = new Problems();
            loaded.warnings().forEach(all::add);
            judge(loaded).forEach(all::add);
            found = all.sorted();
        } catch (InvalidDescriptorsException invalid) {
            if (output == OutputFormat.TEXT) {
                throw invalid;
            }
            found = invalid.problems();
        }
        boolean refused = found.stream().anyMatch(problem -> problem.level() == Problem.Level.ERROR);
        if (output == OutputFormat.JSON) {
            out.println(json(found, !refused));
        } else if (refused) {
            throw new InvalidDescriptorsException(found);
        } else {
            PrintWriter err = spec.commandLine().getErr();
            found.forEach(err::println);
            err.flush();
            mesh.ifPresent(valid -> tell(valid, out));
            out.println(summary(mesh, found));
        }
        out.flush();
        return refused ? ExitCode.FAILED : ExitCode.DONE;
    }

    private List<Problem> judge(Mesh mesh) throws RefusedJarException {
        Problems problems = new Problems();
        Map<String, Node.Mapping> more = new LinkedHashMap<>();
        policies.forEach(folder -> more.putAll(PolicyFolder.read(folder, problems)));
        if (problems.refuse()) {
            return problems.sorted();
        }
        Optional<Mesh> released = Optional.empty();
        if (against.isPresent()) {
            MeshArguments.requireThere(against.get(), "give --against an earlier version of it");
            released = Optional.of(MeshArguments.read(against.get(), meshArguments.options(), product -> List.of()));
        }
        return Policies.check(mesh, more, LocalDate.now(ZoneOffset.UTC), released);
    }

    private static void tell(Mesh mesh, PrintWriter out) {
        for (Product product : mesh.products()) {
            out.println(product.qualifiedName() + " " + product.version());
            product.inputPorts()
                    .forEach(port -> out.println("  <- " + port.name() + "  " + port.topic() + "  ("
                            + port.format().text() + ")"));
            product.outputPorts()
                    .forEach(port -> out.println("  -> " + port.name() + "  " + port.topic() + "  ("
                            + port.contract().reference() + ")"));
        }
    }

    private static String json(List<Problem> problems, boolean valid) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("valid", valid);
        ArrayNode list = root.putArray("problems");
        problems.forEach(problem -> list.addObject()
                .put("level", problem.level().name().toLowerCase(Locale.ROOT))
                .put("file", problem.location().file())
                .put("line", problem.location().line())
                .put("column", problem.location().column())
                .put("element", problem.element())
                .put("message", problem.message()));
        return root.toPrettyString();
    }

    private static String summary(Optional<Mesh> mesh, List<Problem> found) {
        int notes = (int) found.stream()
                .filter(finding -> finding.level() == Problem.Level.NOTE)
                .count();
        return "valid: " + Counted.of(mesh.map(valid -> valid.products().size()).orElse(0), "product") + ", "
                + Counted.of(mesh.map(valid -> valid.sources().size()).orElse(0), "source") + ", "
                + Counted.of(found.size() - notes, "warning")
                + (notes == 0 ? "" : ", " + Counted.of(notes, "note"));
    }
}
