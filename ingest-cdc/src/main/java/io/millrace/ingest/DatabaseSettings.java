package io.millrace.ingest;

import java.util.Map;

/**
 * How to reach a captured database.
 *
 * @param host name or address
 * @param port TCP port
 * @param name database
 * @param user role with REPLICATION and SELECT on the captured tables
 * @param password of the role; never printed
 * @param tls encryption, as properties of the driver: {@code sslmode}, {@code sslrootcert}, {@code sslcert}, {@code
 *     sslkey}, {@code sslpassword}; never printed
 */
public record DatabaseSettings(
        String host, int port, String name, String user, String password, Map<String, String> tls) {
    public DatabaseSettings {
        tls = Map.copyOf(tls);
    }

    /** Encrypted where the server offers it, without looking at its certificate: the driver's default. */
    public DatabaseSettings(String host, int port, String name, String user, String password) {
        this(host, port, name, user, password, Map.of());
    }

    @Override
    public String toString() {
        return host + ":" + port + "/" + name + " as " + user;
    }
}
