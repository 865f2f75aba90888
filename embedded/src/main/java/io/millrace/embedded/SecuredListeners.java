package io.millrace.embedded;

import java.util.Properties;

/**
 * The two further doors of a broker that is secured: {@code SASL_SSL} for those who log in with SCRAM-SHA-512, and {@code
 * SSL} for those who show a certificate. Who comes through them may do what access control lists grant, and nothing else.
 * The plain listener stays the caller's own, to make users and grants with.
 *
 * @param saslPort where clients log in
 * @param tlsPort where clients show certificates
 */
record SecuredListeners(int saslPort, int tlsPort, CertificateAuthority authority, IssuedCertificate server) {
    /** A changed password shows on connections that are open after this time. */
    private static final String REAUTHENTICATE_MILLIS = "2000";

    void addTo(Properties settings) {
        append(settings, "listeners");
        append(settings, "advertised.listeners");
        settings.setProperty(
                "listener.security.protocol.map",
                settings.getProperty("listener.security.protocol.map") + ",SASL_SSL:SASL_SSL,SSL:SSL");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        String scram = "listener.name.sasl_ssl.scram-sha-512.";
        settings.setProperty(
                scram + "sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.setProperty(scram + "connections.max.reauth.ms", REAUTHENTICATE_MILLIS);
        settings.setProperty("listener.name.ssl.ssl.client.auth", "required");
        settings.setProperty("ssl.keystore.location", server.keyStore().toString());
        settings.setProperty("ssl.keystore.type", "PKCS12");
        settings.setProperty("ssl.keystore.password", server.password());
        settings.setProperty("ssl.key.password", server.password());
        settings.setProperty("ssl.truststore.location", authority.trustStore().toString());
        settings.setProperty("ssl.truststore.type", "PKCS12");
        settings.setProperty("ssl.truststore.password", authority.password());
    }

    private void append(Properties settings, String key) {
        settings.setProperty(
                key,
                settings.getProperty(key) + ",SASL_SSL://" + Ports.LOOPBACK + ":" + saslPort + ",SSL://"
                        + Ports.LOOPBACK + ":" + tlsPort);
    }
}
