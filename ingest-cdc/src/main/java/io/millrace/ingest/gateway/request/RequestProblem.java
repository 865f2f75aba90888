package io.millrace.ingest.gateway.request;

/**
 * Something wrong in a body.
 *
 * @param line from 1; 0 where lines mean nothing
 * @param pointer JSON Pointer within the line or the body; may be empty
 * @param detail in words, without a value
 */
public record RequestProblem(int line, String pointer, String detail) {}
