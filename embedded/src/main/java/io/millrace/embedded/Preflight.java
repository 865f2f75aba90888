package io.millrace.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses, before anything is started and all in one message, what cannot work. */
final class Preflight {
    private Preflight() {}

    static void check(PlatformOptions options) throws EmbeddedStartException {
        List<String> problems = new ArrayList<>();
        Map<Integer, String> fixed = new LinkedHashMap<>();
        if (options.kafka() != PlatformOptions.KafkaMode.NONE) {
            port(EmbeddedKafka.NAME, options.kafkaPort(), "kafkaPort", fixed, problems);
        }
        if (options.registry()) {
            port(EmbeddedRegistry.NAME, options.registryPort(), "registryPort", fixed, problems);
            try {
                RegistryHome.runner();
            } catch (EmbeddedStartException e) {
                problems.add(e.getMessage());
            }
        }
        if (options.database()) {
            port(EmbeddedPostgres.NAME, options.databasePort(), "databasePort", fixed, problems);
        }
        if (!problems.isEmpty()) {
            throw new EmbeddedStartException(String.join("\n", problems));
        }
    }

    private static void port(String part, int port, String option, Map<Integer, String> fixed, List<String> problems) {
        if (port == 0) {
            return;
        }
        String advice = "; choose another with " + option + ", or 0 for a free one";
        String other = fixed.putIfAbsent(port, option);
        if (other != null) {
            problems.add(part + ": port " + port + " is given to " + other + " too" + advice);
        } else if (Ports.isTaken(port)) {
            problems.add(part + ": port " + port + " on " + Ports.LOOPBACK + " is taken by another program" + advice);
        }
    }
}
