package io.millrace.contracts.source;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.SourceConnection.Tls;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code connection} of a source. */
final class ConnectionReader {
    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_HOST = "localhost";
    private static final Map<String, String> MODES =
            Tls.MODES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    private final Problems problems;

    ConnectionReader(Problems problems) {
        this.problems = problems;
    }

    /** The connection; empty where it lacks what it cannot do without. */
    Optional<SourceConnection> read(Fields map) {
        refuseSecret(map, "password", "password.file");
        refuseSecret(map, "passwordFile", "password.file");
        refuseSecret(map, "sslpassword", "sslkey.password.file");
        Optional<Sited<String>> host = map.text("host");
        Optional<Sited<Integer>> port = map.positive("port");
        port.filter(found -> found.value() > 65_535)
                .ifPresent(found -> problems.error(found.at(), "A port is at most 65535."));
        Optional<Sited<String>> database = map.requiredText("database");
        Optional<Sited<String>> user = map.requiredText("user");
        Tls tls = tls(map);
        map.close();
        return database.isEmpty() || user.isEmpty()
                ? Optional.empty()
                : Optional.of(new SourceConnection(
                        host.map(Sited::value).orElse(DEFAULT_HOST),
                        port.map(Sited::value).orElse(DEFAULT_PORT),
                        database.get().value(),
                        user.get().value(),
                        tls));
    }

    private void refuseSecret(Fields map, String key, String instead) {
        if (map.keys().contains(key)) {
            problems.error(
                    map.key(key).orElseThrow(),
                    "A descriptor holds no secrets. Set source.<name>.database." + instead
                            + " in the configuration instead.");
        }
    }

    private Tls tls(Fields map) {
        Optional<Sited<String>> mode = map.word("sslmode", MODES);
        Optional<Sited<String>> root = path(map, "sslrootcert");
        Optional<Sited<String>> certificate = path(map, "sslcert");
        Optional<Sited<String>> key = path(map, "sslkey");
        boolean unknownMode = mode.isEmpty() && map.keys().contains("sslmode");
        String asked = mode.map(Sited::value).orElse("prefer");
        root.filter(found -> !unknownMode && !asked.startsWith("verify-"))
                .ifPresent(found -> problems.error(
                        found.at(),
                        "The driver looks at 'sslrootcert' only with 'sslmode: verify-ca' or 'verify-full'. Write one"
                                + " of them, or remove the key."));
        if (certificate.isPresent() != key.isPresent()) {
            problems.error(
                    certificate.or(() -> key).orElseThrow().at(),
                    "'sslcert' and 'sslkey' belong together: a client's certificate is used with its private key.");
        }
        certificate
                .filter(found -> asked.equals("disable"))
                .ifPresent(found -> problems.error(
                        found.at(), "'sslmode: disable' uses no certificate. Write another mode, or remove the key."));
        return new Tls(
                mode.map(Sited::value), root.map(Sited::value), certificate.map(Sited::value), key.map(Sited::value));
    }

    /** A relative path would mean another file wherever the process is started. */
    private Optional<Sited<String>> path(Fields map, String key) {
        Optional<Sited<String>> found = map.text(key);
        List<String> content = List.of("-----BEGIN", "\n");
        found.ifPresent(path -> {
            if (content.stream().anyMatch(path.value()::contains)) {
                problems.error(
                        path.at(), "A descriptor holds no keys and certificates. Write the path of the file instead.");
            } else if (!path.value().startsWith("/") && !path.value().matches("[A-Za-z]:[/\\\\].*")) {
                problems.error(
                        path.at(),
                        "'" + path.value() + "' must be an absolute path on the machine that ingests. A path that"
                                + " differs by machine belongs into the configuration: source.<name>.database." + key
                                + ".");
            }
        });
        return found;
    }
}
