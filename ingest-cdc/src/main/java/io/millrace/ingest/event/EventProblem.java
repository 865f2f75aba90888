package io.millrace.ingest.event;

/**
 * What is wrong with an event. Holds names of the contract, never a value.
 *
 * @param pointer JSON Pointer (RFC 6901) into the event; empty: the event as a whole
 * @param text what is allowed, and what kind of thing was found
 */
public record EventProblem(String pointer, String text) {}
