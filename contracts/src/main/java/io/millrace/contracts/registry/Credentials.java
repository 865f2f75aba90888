package io.millrace.contracts.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * User and password for HTTP basic authentication (RFC 7617).
 *
 * @param user must not contain a colon
 * @param password never printed
 */
public record Credentials(String user, String password) {

    String header() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
