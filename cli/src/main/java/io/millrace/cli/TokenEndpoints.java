package io.millrace.cli;

import java.util.Set;
import java.util.TreeSet;

/**
 * Kafka's clients ask nobody for OAuth tokens whom a system property does not name. Who writes our configuration is the
 * one who would set it, so what is configured is what is allowed, unless the property is set already.
 */
final class TokenEndpoints {
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private TokenEndpoints() {}

    static void allow(Set<String> urls) {
        if (!urls.isEmpty() && System.getProperty(ALLOWED) == null) {
            System.setProperty(ALLOWED, String.join(",", new TreeSet<>(urls)));
        }
    }
}
