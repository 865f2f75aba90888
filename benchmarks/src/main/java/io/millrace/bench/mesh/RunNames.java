package io.millrace.bench.mesh;

/**
 * The names that one run has for itself.
 *
 * @param applicationId consumer group and Kafka Streams application
 * @param input topic
 * @param output topic
 * @param deadLetters topic
 */
public record RunNames(String applicationId, String input, String output, String deadLetters) {

    /** Names of a run that reads a given topic. */
    public static RunNames of(String run, String input) {
        return new RunNames("bench." + run, input, "bench." + run + ".out", "bench." + run + ".dead-letter");
    }
}
