package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.registry.CachingSchemaRegistry;
import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.Credentials;
import io.millrace.contracts.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Opens what a configuration names. */
final class Connections {
    private Connections() {}

    /** A caching client of the schema registry. */
    static SchemaRegistry registry(Configuration configuration) {
        configuration.require("registry.url");
        Optional<Credentials> credentials = configuration
                .registryUsername()
                .map(user ->
                        new Credentials(user, configuration.registryPassword().orElse("")));
        return CachingSchemaRegistry.wrap(new ConfluentSchemaRegistry(
                configuration.registryUrl().orElseThrow(), credentials, configuration.registryTimeout()));
    }

    /** An administrative client; the caller closes it. */
    static Admin admin(Configuration configuration) {
        configuration.require("kafka.bootstrap.servers");
        Map<String, Object> properties = new HashMap<>(configuration.admin());
        properties.putIfAbsent("default.api.timeout.ms", "20000");
        properties.putIfAbsent("request.timeout.ms", "10000");
        properties.putIfAbsent("client.id", "millrace-admin");
        return Admin.create(properties);
    }
}
