package io.millrace.ingest.file;

import io.millrace.ingest.file.row.FileForm;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be loaded.
 *
 * @param content the file
 * @param name what later files of the same kind are called as well; names a full snapshot
 * @param form how rows stand in it
 * @param rejects where rejected rows are told
 * @param dryRun judge only: nothing goes to the broker
 * @param abandon forget another content of this name that was loaded in part
 * @param snapshot whether the file holds all rows there are
 */
public record LoadRequest(
        FileContent content,
        String name,
        FileForm form,
        Rejects.Opener rejects,
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
    public record FullSnapshot(String field, String value, Optional<Path> keyFile, int mostDeletes) {
        /**
         * As people write it.
         *
         * @param deleted {@code FIELD=VALUE}
         * @throws IllegalArgumentException if it is not that
         */
        public static FullSnapshot of(String deleted, Optional<Path> keyFile, int mostDeletes) {
            int at = deleted.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("a full snapshot needs FIELD=VALUE, which a product's deleteWhen"
                        + " knows a delete by, such as state=closed");
            }
            return new FullSnapshot(deleted.substring(0, at), deleted.substring(at + 1), keyFile, mostDeletes);
        }
    }
}
