package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.ConfigurationException;
import io.millrace.contracts.source.SourceConnection;
import io.millrace.contracts.source.SourceConnection.Tls;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.DatabaseSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the databases of sources are reached: as their descriptors say, where the configuration does not override it. */
final class Databases {
    private Databases() {}

    /**
     * Settings by name of the source.
     *
     * @throws ConfigurationException naming every source without a password
     */
    static Map<String, DatabaseSettings> of(List<SourceDescriptor> sources, Configuration configuration) {
        List<String> problems = new ArrayList<>();
        Map<String, DatabaseSettings> databases = new HashMap<>();
        for (SourceDescriptor source : sources) {
            String name = source.name();
            configuration
                    .database(name, "password")
                    .ifPresentOrElse(
                            password -> databases.put(name, database(source, configuration, password)),
                            () -> problems.add("source." + name + ".database.password is not set; set source." + name
                                    + ".database.password.file or the environment variable"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return databases;
    }

    /** Where a database is, for one who does not connect to it: without its password. */
    static DatabaseSettings withoutPassword(SourceDescriptor source, Configuration configuration) {
        return database(source, configuration, "");
    }

    private static DatabaseSettings database(SourceDescriptor source, Configuration configuration, String password) {
        String name = source.name();
        SourceConnection at = source.connection();
        return new DatabaseSettings(
                configuration.database(name, "host").orElse(at.host()),
                configuration.database(name, "port").map(Integer::parseInt).orElse(at.port()),
                configuration.database(name, "name").orElse(at.database()),
                configuration.database(name, "user").orElse(at.user()),
                password,
                tls(source, configuration));
    }

    /** The driver's properties: what the descriptor says, overridden part by part. */
    private static Map<String, String> tls(SourceDescriptor source, Configuration configuration) {
        Tls declared = source.connection().tls();
        Map<String, String> properties = new HashMap<>();
        declared.mode().ifPresent(value -> properties.put("sslmode", value));
        declared.rootCertificate().ifPresent(value -> properties.put("sslrootcert", value));
        declared.certificate().ifPresent(value -> properties.put("sslcert", value));
        declared.key().ifPresent(value -> properties.put("sslkey", value));
        for (String key : List.of("sslmode", "sslrootcert", "sslcert", "sslkey")) {
            configuration.database(source.name(), key).ifPresent(value -> properties.put(key, value));
        }
        configuration
                .database(source.name(), "sslkey.password")
                .ifPresent(value -> properties.put("sslpassword", value));
        return properties;
    }
}
