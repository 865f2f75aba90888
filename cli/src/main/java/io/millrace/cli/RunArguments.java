package io.millrace.cli;

import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run} is given: each path is read on its own, so that one that is refused does not stop the others. */
final class RunArguments {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Topology jars; or the folder of a mesh or of one product, or a product descriptor.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Prefix topics, subjects and application ids with NAME, such as pr-123.")
    private Optional<String> environment = Optional.empty();

    /**
     * Reads all paths; tells warnings.
     *
     * @param refusals get those that cannot be read, where there are others
     * @throws RefusedJarException of the only path
     * @throws InvalidDescriptorsException of the only path
     */
    List<Deployment> load(Function<Product, List<Problem>> check, Refusals refusals, PrintWriter err)
            throws RefusedJarException {
        paths.forEach(path -> MeshArguments.requireThere(path, MeshArguments.WHAT_TO_GIVE_OR_A_JAR));
        MeshArguments.requireLegal(environment);
        List<Deployment> read = new ArrayList<>();
        for (Path path : paths) {
            try {
                Deployment deployment = Deployment.load(path, options(), check);
                MeshArguments.told(deployment.mesh(), err);
                read.add(deployment);
            } catch (RefusedJarException | InvalidDescriptorsException refused) {
                if (paths.size() == 1) {
                    throw refused;
                }
                refusals.add(path.toString(), refused);
            }
        }
        return read;
    }

    /** What its products are resolved with. */
    MeshOptions options() {
        return new MeshOptions(environment);
    }

    /** Names that the configuration may use. */
    static KnownNames names(List<Deployment> deployments) {
        return deployments.stream()
                .map(deployment -> KnownNames.of(deployment.mesh()))
                .reduce(new KnownNames(Set.of(), Set.of()), KnownNames::and);
    }
}
