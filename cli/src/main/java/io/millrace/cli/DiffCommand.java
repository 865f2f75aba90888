package io.millrace.cli;

import io.millrace.contracts.compatibility.MeshDifference;
import io.millrace.contracts.compatibility.ProductDifference;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace diff}: what changed between two versions, and whether the versions say so. */
@Command(
        name = "diff",
        description = "Tell what changed from OLD to NEW, how it affects consumers, and which version step it demands.",
        footerHeading = "%nExit code 1 if a version did not take the step its changes demand.%n%nExample:%n",
        footer = {
            "  git worktree add ../released v1.4.0",
            "  millrace diff ../released/mesh mesh",
            "  millrace diff ../released/mesh/checkout/orders mesh/checkout/orders --output json"
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "Mesh, product's folder, product descriptor or topology jar, before.")
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "The same, after.")
    private Path now;

    @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RefusedJarException {
        PrintWriter out = spec.commandLine().getOut();
        List<ProductDifference> found = MeshDifference.between(load(old), load(now));
        if (output == OutputFormat.JSON) {
            out.println(DiffReport.json(found));
        } else {
            DiffReport.text(found).forEach(out::println);
        }
        out.flush();
        return found.stream().anyMatch(ProductDifference::stepMissing) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static Mesh load(Path path) throws RefusedJarException {
        MeshArguments.requireThere(path, MeshArguments.WHAT_TO_GIVE_OR_A_JAR);
        return MeshArguments.read(path, MeshOptions.DEFAULT, product -> List.of());
    }
}
