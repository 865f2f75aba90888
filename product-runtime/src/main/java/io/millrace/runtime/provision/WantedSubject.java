package io.millrace.runtime.provision;

import org.apache.avro.Schema;

/**
 * A subject that must hold a schema.
 *
 * @param name of the subject
 * @param schema that must be registered in it
 */
record WantedSubject(String name, Schema schema) {
    /** Readers of any version may meet records of any version. */
    static final String COMPATIBILITY = "FULL_TRANSITIVE";
}
