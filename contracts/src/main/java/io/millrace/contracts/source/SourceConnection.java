package io.millrace.contracts.source;

import java.util.List;
import java.util.Optional;

/**
 * How a captured database is reached, as a descriptor says it; configuration may override each part. It holds no
 * secret: the password stands in the configuration.
 *
 * @param host name or address
 * @param port TCP port
 * @param database its name
 * @param user role with REPLICATION and SELECT
 * @param tls whether and how the connection is encrypted
 */
public record SourceConnection(String host, int port, String database, String user, Tls tls) {

    /**
     * Encryption of the connection, in the words of PostgreSQL's own clients.
     *
     * @param mode one of {@link #MODES}; without one the driver prefers TLS and takes what it gets
     * @param rootCertificate path of the file with the certificates of the authorities to trust
     * @param certificate path of the client's certificate
     * @param key path of the client's private key
     */
    public record Tls(
            Optional<String> mode,
            Optional<String> rootCertificate,
            Optional<String> certificate,
            Optional<String> key) {

        /** What {@code sslmode} may say, from the weakest to the strongest. */
        public static final List<String> MODES =
                List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

        /** As the driver does by itself. */
        public static final Tls DEFAULT =
                new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
