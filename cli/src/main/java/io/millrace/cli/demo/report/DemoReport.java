package io.millrace.cli.demo.report;

import java.util.List;

/**
 * What {@code millrace demo --report FILE} writes: first when all parts are up, again at the end.
 *
 * @param endpoints where the parts listen
 * @param ports every output port of the shop
 * @param verifications empty until the end
 * @param verified whether all verifications hold; false until the end
 */
public record DemoReport(Endpoints endpoints, List<Port> ports, List<Verification> verifications, boolean verified) {

    public DemoReport {
        ports = List.copyOf(ports);
        verifications = List.copyOf(verifications);
    }

    /**
     * Where the parts listen, all on loopback.
     *
     * @param bootstrapServers Kafka
     * @param registryUrl base URL of the Confluent-compatible registry API
     * @param jdbcUrl PostgreSQL, without user and password
     * @param httpUrl management port of the runtime: {@code /status}, {@code /metrics}, {@code /health/ready}
     * @param ingestUrl management port of ingestion
     */
    public record Endpoints(
            String bootstrapServers, String registryUrl, String jdbcUrl, String httpUrl, String ingestUrl) {}

    /**
     * An output port.
     *
     * @param product {@code <domain>.<product>}
     * @param port name
     * @param topic its topic
     * @param records records in the topic
     * @param duplicates input records that had been seen before
     * @param deadLetters input records rejected for this port
     */
    public record Port(String product, String port, String topic, long records, long duplicates, long deadLetters) {}

    /**
     * One thing that was checked at the end.
     *
     * @param name what
     * @param verdict {@code passed} or {@code failed}
     * @param detail figures; what differs where it failed; never a personal value
     */
    public record Verification(String name, String verdict, String detail) {
        public static final String PASSED = "passed";
        public static final String FAILED = "failed";

        /** Passed or failed, by what holds. */
        public static Verification of(String name, boolean holds, String detail) {
            return new Verification(name, holds ? PASSED : FAILED, detail);
        }

        public boolean passed() {
            return verdict.equals(PASSED);
        }
    }
}
