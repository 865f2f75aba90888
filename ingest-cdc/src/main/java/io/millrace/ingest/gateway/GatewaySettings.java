package io.millrace.ingest.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.ingest.gateway.upload.UploadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway runs.
 *
 * @param kafka client properties
 * @param address where it listens
 * @param tokens file of access tokens; may be absent on a loopback address only
 * @param tls certificate and key; may be absent on a loopback address, or where a proxy ends TLS
 * @param limits what one request, one sender and all together may ask for
 * @param uploads how files are taken; empty: not at all
 * @param meters takes the metrics
 * @param principal whom the gateway runs as on the cluster, where that is known; only messages need it
 */
public record GatewaySettings(
        Map<String, String> kafka,
        Address address,
        Optional<Path> tokens,
        Optional<KeyMaterial> tls,
        Limits limits,
        Optional<UploadSettings> uploads,
        MeterRegistry meters,
        Optional<String> principal) {

    /** For a principal that is not known by name. */
    public GatewaySettings(
            Map<String, String> kafka,
            Address address,
            Optional<Path> tokens,
            Optional<KeyMaterial> tls,
            Limits limits,
            Optional<UploadSettings> uploads,
            MeterRegistry meters) {
        this(kafka, address, tokens, tls, limits, uploads, meters, Optional.empty());
    }

    public GatewaySettings {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Where the gateway listens.
     *
     * @param port 0: any free one
     * @param tlsElsewhere whether somebody in front ends TLS, so that plain HTTP is meant
     */
    public record Address(String host, int port, boolean tlsElsewhere) {}

    /**
     * Bounds.
     *
     * @param body most bytes of a request's body
     * @param event most bytes of one event's content
     * @param inFlight most bytes of all bodies that are not answered yet
     * @param eventsPerSecond of one token; 0: no bound
     * @param time longest time a body may take to come, and the broker to confirm
     */
    public record Limits(long body, int event, long inFlight, long eventsPerSecond, Duration time) {}
}
