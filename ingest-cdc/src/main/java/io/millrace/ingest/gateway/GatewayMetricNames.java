package io.millrace.ingest.gateway;

/**
 * The metrics of the gateway, by their Micrometer names; Prometheus shows dots as underscores, counters with {@code
 * _total} and times with their unit. Names and tags are public interface: they change as VERSIONING.md says.
 */
public final class GatewayMetricNames {
    /** Events by what became of them; tags event, outcome. */
    public static final String EVENTS = "millrace.gateway.events";

    /** Answered requests and how long they took; tags event, token, status. */
    public static final String REQUESTS = "millrace.gateway.requests";

    /** Bytes of requests that are not answered yet. */
    public static final String IN_FLIGHT = "millrace.gateway.inflight.bytes";

    /** 1 while a broker answers. */
    public static final String BROKER_UP = "millrace.gateway.broker.up";

    /** Bytes that the producer has sent to brokers. */
    public static final String PRODUCER_SENT_BYTES = "millrace.gateway.producer.sent.bytes";

    /** Records that the producer sent again. */
    public static final String PRODUCER_RETRIES = "millrace.gateway.producer.retries";

    /** Records that the producer gave up. */
    public static final String PRODUCER_ERRORS = "millrace.gateway.producer.errors";

    /** Longest request of the producer in the last half minute, seconds. */
    public static final String PRODUCER_REQUEST = "millrace.gateway.producer.request.seconds";

    private GatewayMetricNames() {}
}
