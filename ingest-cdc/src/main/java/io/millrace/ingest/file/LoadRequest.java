package io.millrace.ingest.file;

import io.millrace.ingest.file.row.FileForm;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be loaded.
 *
 * @param file the file
 * @param name what later files of the same kind are called as well; names a full snapshot
 * @param form how rows stand in it
 * @param rejects where rejected rows are told; empty: only counted
 * @param rejectedRows whether they are told with their content
 * @param dryRun judge only: nothing goes to the broker
 * @param abandon forget another content of this name that was loaded in part
 * @param snapshot whether the file holds all rows there are
 */
public record LoadRequest(
        Path file,
        String name,
        FileForm form,
        Optional<Path> rejects,
        boolean rejectedRows,
        boolean dryRun,
        boolean abandon,
        Optional<FullSnapshot> snapshot) {

    /**
     * What a full snapshot needs to make deletes of keys that are missing.
     *
     * @param field set in a delete beside the key, so that products' {@code deleteWhen} knows it
     * @param value of that field: a JSON text, or a plain one
     * @param keyFile 32 bytes in base64 that encrypt the remembered keys
     * @param mostDeletes refuse to delete more than this share of the keys, in percent
     */
    public record FullSnapshot(String field, String value, Optional<Path> keyFile, int mostDeletes) {}
}
