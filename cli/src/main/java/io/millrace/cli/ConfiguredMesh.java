package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.mesh.Mesh;
import java.util.OptionalInt;

/**
 * A mesh with what the configuration of its environment says otherwise, and that configuration. {@link
 * ConfigurationArguments#of} is the only way from a mesh to its configuration, so that no command can forget the rest.
 *
 * @param mesh as it is to be in this environment
 * @param configuration of the mesh's products and sources
 */
record ConfiguredMesh(Mesh mesh, Configuration configuration) {

    static ConfiguredMesh of(Mesh declared, Configuration configuration) {
        OptionalInt replication = configuration.topicsReplication();
        return new ConfiguredMesh(
                replication.isPresent() ? declared.withReplication(replication.getAsInt()) : declared, configuration);
    }
}
