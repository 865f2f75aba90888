package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.ConfigurationReader;
import io.millrace.cli.config.KnownNames;
import io.millrace.cli.logging.JsonLog;
import io.millrace.contracts.mesh.Mesh;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a command's configuration comes from. */
final class ConfigurationArguments {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file. Environment variables MILLRACE_<KEY> and --set override it.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set one key, such as --set kafka.bootstrap.servers=localhost:9092. Repeatable.")
    private List<String> assignments = new ArrayList<>();

    /**
     * Sets the log's format for a command that runs until it is stopped, before it says anything: the names of products
     * and sources are judged later, when the mesh is read.
     *
     * @throws io.millrace.cli.config.ConfigurationException with every problem that shows without a mesh
     */
    void startLog(CommandSpec command) {
        if (read(KnownNames.any()).logsJson()) {
            JsonLog.use(command.name());
            command.root().commandLine().setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
    }

    /**
     * The mesh as its environment wants it.
     *
     * @throws io.millrace.cli.config.ConfigurationException with every problem
     */
    ConfiguredMesh of(Mesh declared) {
        return ConfiguredMesh.of(declared, read(KnownNames.of(declared)));
    }

    /**
     * The configuration where there is no mesh, or not a whole one.
     *
     * @throws io.millrace.cli.config.ConfigurationException with every problem
     */
    Configuration read(KnownNames names) {
        Configuration configuration = new ConfigurationReader(names, System.getenv()).read(file, assignments);
        TokenEndpoints.allow(configuration.tokenEndpoints());
        return configuration;
    }
}
