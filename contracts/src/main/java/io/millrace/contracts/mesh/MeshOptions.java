package io.millrace.contracts.mesh;

import java.util.Optional;

/**
 * How a mesh is loaded.
 *
 * @param environment put before topics and application ids, such as {@code pr-123}; empty: names as declared
 */
public record MeshOptions(Optional<String> environment) {
    /** Names as declared. */
    public static final MeshOptions DEFAULT = new MeshOptions(Optional.empty());
}
