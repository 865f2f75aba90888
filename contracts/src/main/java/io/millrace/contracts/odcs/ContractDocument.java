package io.millrace.contracts.odcs;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data contract as written. What was wrong in it is left out and has been noted.
 *
 * @param description purpose of the data; may be empty
 * @param defaultElement the element of a service level that names none (deprecated in ODCS 3.1)
 */
public record ContractDocument(
        Place at,
        Sited<String> id,
        Sited<String> version,
        String description,
        List<Server> servers,
        List<SchemaObject> objects,
        List<ServiceLevel> serviceLevels,
        Optional<Sited<String>> defaultElement,
        List<Role> roles) {

    public ContractDocument {
        servers = List.copyOf(servers);
        objects = List.copyOf(objects);
        serviceLevels = List.copyOf(serviceLevels);
        roles = List.copyOf(roles);
    }

    /** Where the data is served. */
    public record Server(Place at, Sited<String> server, Sited<String> type, Optional<Sited<String>> format) {}

    /**
     * A promise, mostly about time.
     *
     * @param value as text, whatever its YAML type
     * @param demands keys that ask for something at run time which no part of Millrace does yet, and where they stand
     */
    public record ServiceLevel(
            Place at,
            Sited<String> property,
            Sited<String> value,
            Optional<Sited<String>> unit,
            Optional<Sited<String>> element,
            Optional<Sited<String>> driver,
            Map<String, Place> demands) {
        public ServiceLevel {
            demands = Map.copyOf(demands);
        }
    }

    /** Who may use the data. */
    public record Role(
            Place at, Sited<String> role, Optional<Sited<String>> access, Optional<Sited<String>> principal) {}
}
