package io.millrace.cli.config;

import java.util.Optional;

/**
 * A configuration key that takes one value.
 *
 * @param name as written in the file
 * @param type what it takes
 * @param defaultValue what holds where nothing is set
 * @param documentation one sentence
 */
record Key(String name, ValueType type, Optional<String> defaultValue, String documentation) {

    /** A key without a default. */
    static Key of(String name, ValueType type, String documentation) {
        return new Key(name, type, Optional.empty(), documentation);
    }

    /** A key with a default. */
    static Key of(String name, ValueType type, String defaultValue, String documentation) {
        return new Key(name, type, Optional.of(defaultValue), documentation);
    }
}
