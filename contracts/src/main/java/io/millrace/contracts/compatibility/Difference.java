package io.millrace.contracts.compatibility;

/**
 * One change.
 *
 * @param subject what has a version of its own: {@code product}, {@code output port <name>} or {@code contract <id>}
 * @param element what changed in it, such as {@code field total} or {@code topic}
 * @param what the change in words
 * @param why how it affects those who rely on it
 * @param impact how much
 */
public record Difference(String subject, String element, String what, String why, Impact impact) {}
