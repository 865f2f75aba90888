/**
 * Configuration: one properties file of Kafka-style keys, environment variables and {@code --set}, in this order of
 * rising precedence. The list of keys is closed; all problems are collected and told at once.
 *
 * <p>May depend on {@code contracts} and the Kafka clients (names of client properties) only.
 */
@NullMarked
package io.millrace.cli.config;

import org.jspecify.annotations.NullMarked;
