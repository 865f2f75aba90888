package io.millrace.cli;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.runtime.key.KeyNames;
import io.millrace.runtime.mask.MaskKeys;

/** Which keys a mesh needs. */
public final class MeshKeys {
    private MeshKeys() {}

    /** Every key that a contract of the mesh names. */
    public static KeyNames of(Mesh mesh) {
        return MaskKeys.of(mesh.products());
    }
}
