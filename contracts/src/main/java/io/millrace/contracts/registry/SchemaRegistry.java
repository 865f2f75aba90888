package io.millrace.contracts.registry;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Where Avro schemas are kept under ids and subjects. Implementations are safe for use by several threads. */
public interface SchemaRegistry {

    /**
     * Registers a schema, or finds it registered already.
     *
     * @return the schema's global id
     * @throws RegistryException where the registry is out of reach, or refuses the schema
     */
    int register(String subject, Schema schema);

    /**
     * The id under which the very schema is registered in the subject.
     *
     * @throws RegistryException where the registry is out of reach or answers unexpectedly
     */
    Optional<Integer> idOf(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @return empty where the registry knows no such id
     * @throws RegistryException where the registry is out of reach or answers unexpectedly
     */
    Optional<Schema> schemaById(int id);

    /**
     * Sets a subject's compatibility level, such as {@code FULL_TRANSITIVE}.
     *
     * @throws RegistryException where the registry is out of reach or refuses
     */
    void setCompatibility(String subject, String level);

    /**
     * The level set on the subject itself; empty where the registry's global one applies. Apicurio answers {@code
     * NONE} instead of nothing, whether or not somebody set it.
     *
     * @throws RegistryException where the registry is out of reach or answers unexpectedly
     */
    Optional<String> compatibility(String subject);

    /**
     * Every version of a subject's schema, oldest first; none where there is no such subject.
     *
     * @throws RegistryException where the registry is out of reach or answers unexpectedly
     */
    List<Schema> versions(String subject);

    /**
     * What the registry itself says against a schema as the next version, at the level that is set now.
     *
     * @return in the registry's words; empty where it would take the schema, or there is no such subject
     * @throws RegistryException where the registry is out of reach or answers unexpectedly
     */
    List<String> objections(String subject, Schema schema);

    /**
     * Deletes a subject; ids of its schemas stay readable where the registry keeps them, as Confluent's does.
     *
     * @return whether there was one
     * @throws RegistryException where the registry is out of reach or refuses
     */
    boolean delete(String subject);
}
