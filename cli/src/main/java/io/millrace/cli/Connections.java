package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.registry.CachingSchemaRegistry;
import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.Credentials;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.management.ManagementAccess;
import java.net.URI;
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
        URI url = configuration.registryUrl().orElseThrow();
        ConfluentSchemaRegistry registry = configuration
                .registryTls()
                .map(tls -> new ConfluentSchemaRegistry(url, credentials, configuration.registryTimeout(), tls))
                .orElseGet(() -> new ConfluentSchemaRegistry(url, credentials, configuration.registryTimeout()));
        return CachingSchemaRegistry.wrap(registry);
    }

    /** Where the management port listens, and who gets in. */
    static ManagementAccess.Settings management(Configuration configuration) {
        return new ManagementAccess.Settings(
                configuration.managementHost(),
                configuration.managementPort(),
                configuration.managementTls(),
                configuration.managementToken(),
                configuration.managementOpen());
    }

    /** The client of who plans and applies; the caller closes it. */
    static Admin admin(Configuration configuration) {
        configuration.require("kafka.bootstrap.servers");
        return admin(configuration.admin());
    }

    /** An administrative client of anybody; the caller closes it. */
    static Admin admin(Map<String, String> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.putIfAbsent("default.api.timeout.ms", "20000");
        properties.putIfAbsent("request.timeout.ms", "10000");
        properties.putIfAbsent("client.id", "millrace-admin");
        return Admin.create(properties);
    }
}
