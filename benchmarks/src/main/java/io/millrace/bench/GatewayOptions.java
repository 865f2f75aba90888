package io.millrace.bench;

/**
 * How the gateway is loaded.
 *
 * @param batch events in a request
 * @param connections each with one request at a time
 * @param warmUpSeconds ahead of what is measured
 * @param seconds measured
 * @param rounds each with a gateway of its own
 */
public record GatewayOptions(int batch, int connections, int warmUpSeconds, int seconds, int rounds) {
    public GatewayOptions {
        if (batch < 1 || connections < 1 || warmUpSeconds < 1 || seconds < 1 || rounds < 1) {
            throw new IllegalArgumentException("batch, connections, seconds and rounds must be at least 1");
        }
    }

    /** Three rounds, some two minutes. */
    public static GatewayOptions full() {
        return new GatewayOptions(100, 8, 15, 20, 3);
    }

    /** One round, for a first impression. */
    public static GatewayOptions quick() {
        return new GatewayOptions(100, 8, 10, 10, 1);
    }

    public GatewayOptions withBatch(int events) {
        return new GatewayOptions(events, connections, warmUpSeconds, seconds, rounds);
    }

    public GatewayOptions withConnections(int count) {
        return new GatewayOptions(batch, count, warmUpSeconds, seconds, rounds);
    }

    public GatewayOptions withRounds(int count) {
        return new GatewayOptions(batch, connections, warmUpSeconds, seconds, count);
    }

    /** With other lengths, in seconds. */
    public GatewayOptions withSeconds(int warmUp, int measured) {
        return new GatewayOptions(batch, connections, warmUp, measured, rounds);
    }
}
