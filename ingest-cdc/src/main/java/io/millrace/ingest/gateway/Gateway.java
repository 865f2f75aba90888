package io.millrace.ingest.gateway;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.secret.ServerIdentity;
import io.millrace.http.HttpBounds;
import io.millrace.http.HttpPort;
import io.millrace.ingest.access.IngestRights;
import io.millrace.ingest.access.RightsCheck;
import io.millrace.ingest.event.EventJudge;
import io.millrace.ingest.gateway.request.AccessTokens;
import io.millrace.ingest.gateway.request.Gatekeeper;
import io.millrace.ingest.gateway.upload.Uploads;
import io.millrace.ingest.publish.KafkaClients;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(4);
    private static final int CONNECTIONS = 4_000;
    private static final int THREADS = 16;

    private final Admin admin;
    private final EventProducer producer;
    private final BrokerWatch broker;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "gateway-background");
        thread.setDaemon(true);
        return thread;
    });
    private final Optional<Uploads> uploads;
    private final HttpPort http;
    private final List<String> events;

    private Gateway(List<DomainEvent> declared, GatewaySettings settings, InstantSource clock) {
        Optional<TokenFile> tokens = settings.tokens().map(TokenFile::new);
        Optional<SSLContext> tls = settings.tls().map(ServerIdentity::context);
        List<EventJudge> judges = declared.stream()
                .filter(Gateway::isServed)
                .map(event -> EventJudge.of(event, "gateway"))
                .toList();
        this.events =
                judges.stream().map(judge -> judge.event().qualifiedName()).toList();
        this.admin = KafkaClients.admin(settings.kafka());
        this.broker = new BrokerWatch(
                admin,
                new RightsCheck(
                        IngestRights.ofGateway(
                                declared.stream().filter(Gateway::isServed).toList(),
                                settings.principal().orElse(AccessRight.UNNAMED)),
                        settings.kafka(),
                        BrokerWatch.PATIENCE_MILLIS));
        this.producer = new EventProducer(settings.kafka(), settings.limits(), settings.meters());
        var inFlight = new AtomicLong();
        var meters = new GatewayMeters(settings.meters(), inFlight, broker);
        var endpoint = new EventsEndpoint(judges, settings.limits(), producer, broker, meters, inFlight, clock);
        Map<String, Endpoint> endpoints = new HashMap<>(Map.of("events", endpoint));
        this.uploads = settings.uploads()
                .map(how -> new Uploads(
                        judges.stream().map(EventJudge::event).toList(),
                        settings.kafka(),
                        settings.limits().event(),
                        how,
                        clock));
        uploads.ifPresent(taken -> endpoints.put(
                "files", new FilesEndpoint(taken, settings.uploads().orElseThrow(), broker)));
        Optional<Supplier<AccessTokens>> known = tokens.map(file -> file);
        try {
            broker.require();
            judges.forEach(judge -> producer.warmUp(judge.event().topic()));
            this.http = listen(
                    settings,
                    tls,
                    new GatewayHandler(new Gatekeeper(known), endpoints, Pages.of(uploads.isPresent()), meters));
        } catch (GatewayException | KafkaException e) {
            closeClients(Duration.ZERO);
            throw e;
        }
        var unused = background.scheduleWithFixedDelay(() -> refresh(tokens), 1, 1, TimeUnit.SECONDS);
    }

    private static HttpPort listen(GatewaySettings settings, Optional<SSLContext> tls, GatewayHandler handler) {
        GatewaySettings.Address at = settings.address();
        try {
            return HttpPort.listen(
                    new HttpPort.Address("gateway", at.host(), at.port(), tls, STOP_WITHIN),
                    new HttpBounds(settings.limits().time(), Optional.empty(), CONNECTIONS, THREADS),
                    handler,
                    new ProblemPages());
        } catch (IOException e) {
            throw new GatewayException("cannot listen on " + at.host() + ":" + at.port() + " (" + e.getMessage()
                    + "); change gateway.host or gateway.port");
        }
    }

    /**
     * Starts.
     *
     * @param events those that may be sent; of other formats than JSON and CloudEvents none are taken
     * @throws GatewayException where the settings do not allow it, or a file or the address cannot be used
     * @throws KafkaException where no broker answers
     */
    public static Gateway start(List<DomainEvent> events, GatewaySettings settings) {
        String host = settings.address().host();
        boolean loopback = HttpPort.Address.isLoopback(host)
                .orElseThrow(() -> new GatewayException("gateway.host: " + host + " is no address of this machine"));
        List<String> problems = new ArrayList<>();
        if (!loopback && settings.tokens().isEmpty()) {
            problems.add("gateway.host " + host
                    + " can be reached from other machines, and gateway.tokens.file is not set: everybody could send"
                    + " events. Make tokens with 'millrace keys token', or listen on 127.0.0.1");
        }
        if (!loopback && settings.tls().isEmpty() && !settings.address().tlsElsewhere()) {
            problems.add("gateway.host " + host
                    + " can be reached from other machines, and no certificate is set: tokens and events would travel in"
                    + " clear. Set gateway.tls.certificate.file and gateway.tls.key.file, or gateway.tls.keystore.file;"
                    + " or gateway.tls.terminated=true if a proxy in front ends TLS");
        }
        if (events.stream().noneMatch(Gateway::isServed)) {
            problems.add(
                    "the mesh has no contract of JSON events or CloudEvents whose topic is <domain>.<event>.events:"
                            + " there is nothing to take");
        }
        if (!problems.isEmpty()) {
            throw new GatewayException(String.join(System.lineSeparator(), problems));
        }
        return new Gateway(events, settings, InstantSource.system());
    }

    /** Whether events of its format can be taken: values of the others are written by serializers. */
    public static boolean isServed(DomainEvent event) {
        return event.format() == InputFormat.JSON || event.format() == InputFormat.CLOUDEVENTS;
    }

    /** Where it listens, such as {@code http://127.0.0.1:8480}. */
    public String url() {
        return http.url();
    }

    /** Names of the events that are taken. */
    public List<String> events() {
        return events;
    }

    /** Whether events can be taken now. */
    public boolean isReady() {
        return broker.isThere();
    }

    /** What keeps events from being taken; empty if nothing does. */
    public String obstacle() {
        return broker.obstacle();
    }

    private void refresh(Optional<TokenFile> tokens) {
        try {
            tokens.ifPresent(TokenFile::refresh);
            broker.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The next round must come whatever happened in this one.
            LOG.error("looking after tokens and broker failed: {}", e.getClass().getName());
        }
    }

    /** Takes no more, answers what was taken, and ends within 5 s. */
    @Override
    public void close() {
        uploads.ifPresent(Uploads::close);
        http.close();
        background.shutdownNow();
        closeClients(Duration.ofMillis(800));
    }

    private void closeClients(Duration atMost) {
        producer.close(atMost);
        admin.close(atMost);
    }
}
