package io.millrace.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.IngestSettings;
import io.millrace.ingest.IngestTopics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace ingest}: captures the sources of a mesh into domain topics until it is stopped. */
@Command(
        name = "ingest",
        description = "Capture databases into domain topics until SIGTERM or Ctrl-C.",
        subcommands = {
            IngestSnapshotCommand.class,
            IngestRemovalCommand.Remove.class,
            IngestRemovalCommand.Resnapshot.class,
            IngestFileCommand.class,
            IngestFolderCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace ingest examples/shop --config shop.properties --apply",
            "  millrace ingest examples/shop --config shop.properties --check",
            "  millrace ingest examples/shop --set registry.url=http://registry:8081 --print-connect-config",
            "",
            "Without --apply nothing is created: exit code 3 says that topics are missing."
        })
final class IngestCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(IngestCommand.class);

    /** Not required by the parser, which would demand it of the sub-commands as well. */
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATH",
            description = "Folder of a mesh or of one product, or a product descriptor.")
    private Optional<Path> path = Optional.empty();

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Prefix topics, subjects and application ids with NAME, such as pr-123.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--check",
            description = "Change nothing; ask databases and cluster whether the sources can be captured, and say with"
                    + " which statement to mend what cannot. Exit code 1 if anything is in the way.")
    private boolean check;

    @Option(
            names = "--print-connect-config",
            description = "Contact nobody; print the configurations of Kafka Connect connectors that capture the same"
                    + " tables into the same topics, as JSON.")
    private boolean printConnectConfig;

    @Option(names = "--output", paramLabel = "FORMAT", description = "Of --check: text (default) or json.")
    private OutputFormat output = OutputFormat.TEXT;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Mixin
    private ServiceArguments serviceArguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!check && !printConnectConfig) {
            configurationArguments.startLog(spec);
        }
        Mesh declared = MeshArguments.of(
                        path.orElseThrow(
                                () -> new ParameterException(spec.commandLine(), "Missing required parameter: 'PATH'")),
                        environment)
                .loadWhole(spec.commandLine().getErr());
        if (declared.sources().isEmpty()) {
            throw new CommandException("the mesh has no *.source.yaml: there is nothing to capture");
        }
        ConfiguredMesh configured = configurationArguments.of(declared);
        Configuration configuration = configured.configuration();
        Mesh mesh = configured.mesh();
        if (printConnectConfig) {
            return inspection(mesh, configuration).printConnectConfig();
        }
        if (check) {
            return inspection(mesh, configuration).check(output);
        }
        Telemetry telemetry = Telemetry.start("ingest", configuration);
        IngestSettings plain = settings(mesh.sources(), configuration, telemetry.meters());
        IngestSettings settings = serviceArguments.apply() ? plain.takingNewTables() : plain;
        return serviceArguments.serve(() -> PatientService.open(
                configuration,
                kafka(mesh, configuration),
                telemetry,
                reason -> IngestStatusJson.waiting(mesh.sources(), reason),
                () -> {
                    refuseWhatIsPending(mesh, configuration);
                    return RunningSources.start(mesh.sources(), settings);
                }));
    }

    private IngestInspection inspection(Mesh mesh, Configuration configuration) {
        return new IngestInspection(
                mesh.sources(), configuration, spec.commandLine().getOut());
    }

    /** Whether brokers answer, any source may ask. */
    private static Map<String, String> kafka(Mesh mesh, Configuration configuration) {
        return configuration.kafkaOfSource(mesh.sources().get(0).name());
    }

    private void refuseWhatIsPending(Mesh mesh, Configuration configuration) {
        if (serviceArguments.apply()) {
            try (Admin admin = Connections.admin(configuration)) {
                IngestTopics.apply(admin, mesh.sources(), LOG::info);
            }
            return;
        }
        List<String> pending = new ArrayList<>();
        for (SourceDescriptor source : mesh.sources()) {
            try (Admin admin = Connections.admin(configuration.kafkaOfSource(source.name()))) {
                pending.addAll(IngestTopics.pending(admin, List.of(source)));
            } catch (AuthenticationException | AuthorizationException refused) {
                LOG.debug("source {} will tell what it lacks: {}", source.name(), refused.getMessage());
            }
        }
        if (!pending.isEmpty()) {
            pending.forEach(spec.commandLine().getErr()::println);
            throw new CommandException("changes are pending; use --apply or millrace apply", ExitCode.PENDING);
        }
    }

    private static IngestSettings settings(
            List<SourceDescriptor> sources, Configuration configuration, MeterRegistry meters) {
        configuration.require("kafka.bootstrap.servers", "registry.url");
        Map<String, Map<String, String>> kafka = new HashMap<>();
        sources.forEach(source -> kafka.put(source.name(), configuration.kafkaOfSource(source.name())));
        Map<String, String> principals = new HashMap<>();
        sources.forEach(source -> configuration
                .principalOfSource(source.name())
                .ifPresent(principal -> principals.put(source.name(), principal)));
        return new IngestSettings(
                        kafka,
                        Databases.of(sources, configuration),
                        Connections.registry(configuration),
                        configuration.instanceId(),
                        meters)
                .as(principals);
    }
}
