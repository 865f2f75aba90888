package io.millrace.runtime.provision;

import io.millrace.contracts.product.CompatibilityLevel;
import org.apache.avro.Schema;

/**
 * A subject that must hold a schema.
 *
 * @param name of the subject
 * @param schema that must be registered in it
 * @param level that must be set for it
 */
record WantedSubject(String name, Schema schema, CompatibilityLevel level) {}
