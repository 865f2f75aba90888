package io.millrace.cli;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.contracts.naming.Environment;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.plan.ContractCheck;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The mesh or product a command works on. */
final class MeshArguments {
    /** What to give in place of a path at which there is nothing. */
    static final String WHAT_TO_GIVE = "give the folder of a mesh or of a product";

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "Folder of a mesh or of one product, or a product descriptor.")
    private Path path;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Prefix topics, subjects and application ids with NAME, such as pr-123.")
    private Optional<String> environment = Optional.empty();

    /** For a command whose path may be absent because it has sub-commands. */
    static MeshArguments of(Path path, Optional<String> environment) {
        var arguments = new MeshArguments();
        arguments.path = path;
        arguments.environment = environment;
        return arguments;
    }

    /**
     * Loads and resolves; tells warnings.
     *
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem
     */
    Mesh load(PrintWriter err) {
        return load(err, product -> List.of());
    }

    /**
     * As {@link #load}, and compiles every contract as the start of its product would.
     *
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem
     */
    Mesh loadCompiled(PrintWriter err) {
        return load(err, ContractCheck::problems);
    }

    /** As {@link #loadCompiled}, and leaves it to the caller to tell warnings and notes. */
    Mesh loadCompiledSilently() {
        refuseWhatCannotBe();
        return Mesh.load(path, options(), ContractCheck::problems);
    }

    /** The options of the mesh, for one that is compared with it. */
    MeshOptions options() {
        return new MeshOptions(environment);
    }

    /**
     * Loads the sources alone.
     *
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem of the sources
     */
    MeshSources loadSources() {
        refuseWhatCannotBe();
        return MeshSources.load(path, new MeshOptions(environment));
    }

    private Mesh load(PrintWriter err, Function<Product, List<Problem>> check) {
        refuseWhatCannotBe();
        Mesh mesh = Mesh.load(path, new MeshOptions(environment), check);
        mesh.warnings().stream()
                .filter(finding -> finding.level() != Problem.Level.NOTE)
                .forEach(err::println);
        err.flush();
        return mesh;
    }

    /** @throws CommandException where there is nothing at a path that the command line gives */
    static void requireThere(Path given, String advice) {
        if (!Files.exists(given)) {
            throw new CommandException(given + ": no such file or folder; " + advice, ExitCode.USAGE);
        }
    }

    private void refuseWhatCannotBe() {
        requireThere(path, WHAT_TO_GIVE);
        try {
            Environment unused = new Environment(environment);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--environment: " + e.getMessage(), ExitCode.USAGE);
        }
    }
}
