package io.millrace.cli.demo;

import io.millrace.cli.demo.report.DemoReport.Endpoints;
import java.util.List;

/** Where everything listens, and how a foreign client reads an output port. */
final class Addresses {
    private Addresses() {}

    /**
     * In words, one line each.
     *
     * @param user who may log in to the database, with {@code password}
     * @param topic of an output port, as an example
     */
    static List<String> lines(Endpoints endpoints, String user, String password, String topic) {
        return List.of(
                "Kafka " + endpoints.bootstrapServers() + "   registry " + endpoints.registryUrl(),
                "PostgreSQL " + endpoints.jdbcUrl() + "   user " + user + "   password " + password,
                "status " + endpoints.httpUrl() + "/status   metrics " + endpoints.httpUrl() + "/metrics",
                "read an output port with any client:",
                "  kcat -C -b " + endpoints.bootstrapServers() + " -t " + topic + " -s value=avro -r "
                        + endpoints.registryUrl(),
                "  kafka-console-consumer.sh --bootstrap-server " + endpoints.bootstrapServers() + " --topic " + topic
                        + " --formatter-property print.headers=true",
                "  curl " + endpoints.registryUrl() + "/subjects/" + topic + "-value/versions/latest");
    }
}
