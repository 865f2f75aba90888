package io.millrace.ingest.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ingest.gateway.request.AccessTokens.Holder;
import io.millrace.ingest.gateway.request.Answer;
import io.millrace.ingest.gateway.upload.UploadRequest;
import io.millrace.ingest.gateway.upload.UploadSettings;
import io.millrace.ingest.gateway.upload.Uploads;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@code POST /files/<domain>.<event>} takes a file, {@code GET} of the same tells how the last one fares. */
final class FilesEndpoint implements Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Uploads uploads;
    private final UploadSettings settings;
    private final BrokerWatch broker;

    FilesEndpoint(Uploads uploads, UploadSettings settings, BrokerWatch broker) {
        this.uploads = uploads;
        this.settings = settings;
        this.broker = broker;
    }

    @Override
    public Collection<String> events() {
        return uploads.events();
    }

    @Override
    public Optional<Answer> get(Optional<String> event, Optional<Holder> holder) {
        return Optional.of(Answer.json(200, event.map(uploads::status).orElseGet(() -> list(holder))));
    }

    /** Those that the holder may send files of. */
    private ObjectNode list(Optional<Holder> holder) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode events = root.putArray("events");
        for (String name : uploads.events()) {
            if (holder.isEmpty() || name.startsWith(holder.get().domain() + ".")) {
                events.addObject()
                        .put("name", name)
                        .put("fullSnapshots", settings.snapshots().contains(name));
            }
        }
        return root;
    }

    @Override
    public void post(String event, Optional<Holder> holder, Exchange exchange) {
        String type = exchange.header("Content-Type").orElse("");
        List<String> problems = new ArrayList<>();
        UploadRequest request = UploadRequest.of(exchange.query(), type, event, settings.snapshotKey(), problems);
        refusal(event, type, exchange, request, problems)
                .ifPresentOrElse(
                        refused -> exchange.answer(refused.with("Connection", "close")),
                        () -> uploads.take(event, request, new Received(exchange), exchange::answer));
    }

    private Optional<Answer> refusal(
            String event, String type, Exchange exchange, UploadRequest request, List<String> problems) {
        if (!UploadRequest.isTaken(type)) {
            return Optional.of(Answer.refusal(415, "taken are " + UploadRequest.ALLOWED)
                    .with("Accept-Post", UploadRequest.ALLOWED));
        }
        if (!problems.isEmpty()) {
            return Optional.of(Answer.refusal(400, "the parameters do not fit: " + String.join("; ", problems)));
        }
        if (request.snapshot().isPresent() && !settings.snapshots().contains(event)) {
            return Optional.of(Answer.refusal(
                    403,
                    "full snapshots of this event are not taken here, since they delete what they lack;"
                            + " gateway.files.snapshots names the events whose are"));
        }
        if (!exchange.hasLength()) {
            return Optional.of(Answer.refusal(411, "say how long the file is, or send it in chunks"));
        }
        if (exchange.announced() > settings.largest()) {
            return Optional.of(Answer.refusal(
                    413, "a file may have " + settings.largest() + " bytes at most (gateway.files.max)"));
        }
        return broker.isThere()
                ? Optional.empty()
                : Optional.of(Answer.refusal(503, "no broker answers; send the same file again later")
                        .with("Retry-After", "10"));
    }

    private record Received(Exchange exchange) implements Uploads.Body {
        @Override
        public InputStream open() {
            return exchange.body();
        }

        @Override
        public long announced() {
            return exchange.announced();
        }

        @Override
        public void received() {
            exchange.takesTime();
        }
    }
}
