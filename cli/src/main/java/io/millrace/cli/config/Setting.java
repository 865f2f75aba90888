package io.millrace.cli.config;

/**
 * A value somebody set.
 *
 * @param key as in the list of keys
 * @param value as set
 * @param origin file and line, name of the environment variable, or {@code --set}
 */
record Setting(String key, String value, String origin) {}
