package io.millrace.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.GatewayConfiguration;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.gateway.Gateway;
import io.millrace.ingest.gateway.GatewaySettings;
import io.millrace.ingest.gateway.GatewaySettings.Address;
import io.millrace.ingest.gateway.GatewaySettings.Limits;
import io.millrace.ingest.gateway.upload.UploadSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace gateway}: takes domain events over HTTP until it is stopped. */
@Command(
        name = "gateway",
        description = "Take domain events over HTTP until SIGTERM or Ctrl-C.",
        footerHeading = "%nExample:%n",
        footer = {
            "  millrace gateway examples/shop --config shop.properties --apply",
            "  curl -i http://127.0.0.1:8480/events/checkout.payment-settled -H 'Content-Type: application/json' -d"
                    + " @event.json",
            "",
            "Without --apply nothing is created: exit code 3 says that topics are missing."
        })
final class GatewayCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayCommand.class);

    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Mixin
    private ServiceArguments serviceArguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        configurationArguments.startLog(spec);
        ConfiguredMesh configured = configurationArguments.of(
                meshArguments.loadWhole(spec.commandLine().getErr()));
        Configuration configuration = configured.configuration();
        Mesh mesh = configured.mesh();
        configuration.require("kafka.bootstrap.servers");
        Telemetry telemetry = Telemetry.start("gateway", configuration);
        Optional<UploadSettings> uploads =
                GatewayUploads.of(mesh, meshArguments.environment(), configuration.gateway());
        GatewaySettings settings = settings(configuration.gateway(), uploads, telemetry.meters());
        mesh.events().stream()
                .filter(event -> !Gateway.isServed(event))
                .forEach(event -> LOG.info(
                        "event {} has format {}; send it with a serializer, it is not taken over HTTP",
                        event.qualifiedName(),
                        event.format().text()));
        return serviceArguments.serve(() ->
                PatientService.open(configuration, settings.kafka(), telemetry, RunningGateway::waiting, () -> {
                    refuseWhatIsPending(mesh, configuration, settings.kafka(), uploads);
                    return RunningGateway.start(mesh.events(), settings);
                }));
    }

    private void refuseWhatIsPending(
            Mesh mesh, Configuration configuration, Map<String, String> own, Optional<UploadSettings> uploads) {
        if (serviceArguments.apply()) {
            try (Admin admin = Connections.admin(configuration)) {
                EventTopics.apply(admin, mesh.events(), LOG::info);
                uploads.ifPresent(files -> GatewayUploads.apply(admin, mesh, files, LOG::info));
            }
            return;
        }
        List<String> pending = new ArrayList<>();
        try (Admin admin = Connections.admin(own)) {
            List<DomainEvent> served =
                    mesh.events().stream().filter(Gateway::isServed).toList();
            pending.addAll(EventTopics.pending(admin, served));
            uploads.ifPresent(files -> pending.addAll(GatewayUploads.pending(admin, mesh, files)));
        } catch (AuthorizationException refused) {
            LOG.debug("the gateway will tell what it lacks: {}", refused.getMessage());
        }
        if (!pending.isEmpty()) {
            pending.forEach(spec.commandLine().getErr()::println);
            throw new CommandException("changes are pending; use --apply", ExitCode.PENDING);
        }
    }

    private static GatewaySettings settings(
            GatewayConfiguration gateway, Optional<UploadSettings> uploads, MeterRegistry meters) {
        return new GatewaySettings(
                gateway.kafka(),
                new Address(gateway.host(), gateway.port(), gateway.tlsTerminated()),
                gateway.tokens(),
                gateway.tls(),
                new Limits(
                        gateway.bodyMax(),
                        gateway.eventMax(),
                        gateway.inFlightMax(),
                        gateway.rate(),
                        gateway.timeout()),
                uploads,
                meters,
                gateway.principal());
    }
}
