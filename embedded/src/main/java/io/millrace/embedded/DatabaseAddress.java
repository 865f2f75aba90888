package io.millrace.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where the embedded PostgreSQL listens and who may log in.
 *
 * @param host a loopback name
 * @param port TCP port
 * @param name database name
 * @param user a superuser of this throw-away server
 * @param password its password, made anew at each start
 */
public record DatabaseAddress(String host, int port, String name, String user, String password) {

    /** The JDBC URL without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /** Opens a connection as {@link #user()}; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    @Override
    public String toString() {
        return jdbcUrl() + " as " + user;
    }
}
