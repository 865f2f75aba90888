package io.millrace.ingest;

/**
 * How to reach a captured database.
 *
 * @param host name or address
 * @param port TCP port
 * @param name database
 * @param user role with REPLICATION and SELECT on the captured tables
 * @param password of the role; never printed
 */
public record DatabaseSettings(String host, int port, String name, String user, String password) {

    /** The JDBC URL without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return jdbcUrl() + " as " + user;
    }
}
