package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.gateway.Gateway;
import io.millrace.ingest.gateway.GatewaySettings;
import java.util.List;

/** A running gateway. */
final class RunningGateway implements PatientService.Working {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway;

    private RunningGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    static RunningGateway start(List<DomainEvent> events, GatewaySettings settings) {
        return new RunningGateway(Gateway.start(events, settings));
    }

    /** Status of a gateway that is not started yet. */
    static String waiting(String reason) {
        return JSON.createObjectNode()
                        .put("state", "waiting")
                        .put("reason", reason)
                        .toPrettyString()
                + "\n";
    }

    @Override
    public String greeting() {
        return "taking " + gateway.events().size() + " kinds of events at " + gateway.url() + "/events/";
    }

    @Override
    public boolean isReady() {
        return gateway.isReady();
    }

    @Override
    public String status() {
        ObjectNode root = JSON.createObjectNode();
        root.put("url", gateway.url()).put("state", gateway.isReady() ? "taking" : "refusing");
        if (!gateway.isReady()) {
            root.put("reason", gateway.obstacle());
        }
        gateway.events().forEach(root.putArray("events")::add);
        return root.toPrettyString() + "\n";
    }

    @Override
    public void look() {
        // Everything happens on other threads, and nothing ends it but its user.
    }

    @Override
    public void close() {
        gateway.close();
    }
}
