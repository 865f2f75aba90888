package io.millrace.cli;

import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.jar.TopologyJar;
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

    /** The same for commands that take a jar as well. */
    static final String WHAT_TO_GIVE_OR_A_JAR = WHAT_TO_GIVE + ", or a topology jar";

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "Folder of a mesh or of one product, a product descriptor, or a topology jar.")
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
     * @throws RefusedJarException where the path is a jar that is not whole, or cannot be run by this version
     */
    Mesh load(PrintWriter err) throws RefusedJarException {
        return load(err, product -> List.of());
    }

    /**
     * As {@link #load}, and compiles every contract as the start of its product would.
     *
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem
     * @throws RefusedJarException where the path is a jar that is not whole, or cannot be run by this version
     */
    Mesh loadCompiled(PrintWriter err) throws RefusedJarException {
        return load(err, ContractCheck::problems);
    }

    /** As {@link #loadCompiled}, and leaves it to the caller to tell warnings and notes. */
    Mesh loadCompiledSilently() throws RefusedJarException {
        refuseWhatCannotBe();
        return read(path, options(), ContractCheck::problems);
    }

    /** As {@link #load} without topology jars: they lack what other products ask of sources and topics. */
    Mesh loadWhole(PrintWriter err) {
        refuseWhatCannotBe();
        return told(Mesh.load(path, options(), product -> List.of()), err);
    }

    /** A folder or a jar. */
    static Mesh read(Path path, MeshOptions options, Function<Product, List<Problem>> check)
            throws RefusedJarException {
        return TopologyJar.isJar(path) ? TopologyJar.open(path).mesh(options, check) : Mesh.load(path, options, check);
    }

    /** The environment, which may be that without a prefix. */
    Environment environment() {
        return new Environment(environment);
    }

    /** Whether it is one product without the mesh that it comes from. */
    boolean isJar() {
        return TopologyJar.isJar(path);
    }

    /**
     * The classes of its Java topologies; to be closed.
     *
     * @throws RefusedJarException where the path is a jar that is not whole, or cannot be run by this version
     */
    TopologyCode code() throws RefusedJarException {
        return TopologyCode.of(path);
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

    private Mesh load(PrintWriter err, Function<Product, List<Problem>> check) throws RefusedJarException {
        refuseWhatCannotBe();
        return told(read(path, options(), check), err);
    }

    /** The mesh, after its warnings. */
    static Mesh told(Mesh mesh, PrintWriter err) {
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
        requireThere(path, WHAT_TO_GIVE_OR_A_JAR);
        requireLegal(environment);
    }

    /** @throws CommandException where topics cannot be prefixed with what the command line gives */
    static void requireLegal(Optional<String> environment) {
        try {
            Environment unused = new Environment(environment);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--environment: " + e.getMessage(), ExitCode.USAGE);
        }
    }
}
