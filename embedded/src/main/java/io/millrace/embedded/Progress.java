package io.millrace.embedded;

import java.time.Duration;

/**
 * A step of the start, told as it happens.
 *
 * @param part who it is about: {@code Kafka}, {@code PostgreSQL} or {@code registry}
 * @param message what happened, a short sentence without a final full stop
 * @param elapsed time since the start of the platform began
 */
public record Progress(String part, String message, Duration elapsed) {}
