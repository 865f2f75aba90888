package io.millrace.ingest.gateway.request;

import io.millrace.ingest.event.CloudAttributes;
import java.util.Locale;
import java.util.Optional;

/** How events stand in the body of a request. */
public enum BodyForm {
    /** One event, or an array of events. */
    JSON,
    /** One CloudEvent with its attributes. */
    CLOUD_EVENT,
    /** An array of them. */
    CLOUD_EVENTS,
    /** One event a line. */
    LINES,
    /** The content of one CloudEvent whose attributes are headers. */
    BINARY;

    /** What is taken, for answers. */
    public static final String ALLOWED = "application/json, application/x-ndjson, application/cloudevents+json,"
            + " application/cloudevents-batch+json";

    /**
     * By media type.
     *
     * @param mediaType of the request, with or without parameters
     * @param attributes whether the request has {@code ce-specversion}
     * @return empty where the type is not taken
     */
    public static Optional<BodyForm> of(String mediaType, boolean attributes) {
        int end = mediaType.indexOf(';');
        String bare =
                (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (bare) {
            case "application/cloudevents+json" -> Optional.of(CLOUD_EVENT);
            case "application/cloudevents-batch+json" -> Optional.of(CLOUD_EVENTS);
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> Optional.of(LINES);
            default -> {
                boolean json = CloudAttributes.isJson(bare) && !bare.startsWith("application/cloudevents");
                yield json ? Optional.of(attributes ? BINARY : JSON) : Optional.empty();
            }
        };
    }
}
