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
record Key(String name, ValueType type, Optional<String> defaultValue, String documentation) {}
