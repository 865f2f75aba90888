package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.gateway.Gateway;
import io.millrace.ingest.gateway.GatewaySettings;
import java.io.IOException;
import java.util.List;

/** A gateway and the management port that tells about it. */
final class RunningGateway implements Service {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway;
    private final ManagementPort management;
    private final Telemetry telemetry;

    private RunningGateway(Gateway gateway, ManagementPort management, Telemetry telemetry) {
        this.gateway = gateway;
        this.management = management;
        this.telemetry = telemetry;
    }

    /** @throws IOException if the management port cannot be bound */
    static RunningGateway start(
            List<DomainEvent> events, Configuration configuration, GatewaySettings settings, Telemetry telemetry)
            throws IOException {
        Gateway gateway = Gateway.start(events, settings);
        try {
            return new RunningGateway(
                    gateway,
                    ManagementPort.start(configuration, gateway::isReady, () -> status(gateway), telemetry.scraped()),
                    telemetry);
        } catch (IOException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    @Override
    public String greeting() {
        return "taking " + gateway.events().size() + " kinds of events at " + gateway.url() + "/events/; status at "
                + management.statusUrl();
    }

    @Override
    public void look() {
        // Everything happens on other threads, and nothing ends it but its user.
    }

    @Override
    public void close() {
        management.close();
        gateway.close();
        telemetry.close();
    }

    private static String status(Gateway gateway) {
        ObjectNode root = JSON.createObjectNode();
        root.put("url", gateway.url()).put("state", gateway.isReady() ? "taking" : "broker-away");
        gateway.events().forEach(root.putArray("events")::add);
        return root.toPrettyString() + "\n";
    }
}
