package io.millrace.embedded;

/** One running part of an {@link EmbeddedPlatform}. All methods may be called from any thread. */
public sealed interface EmbeddedPart permits EmbeddedKafka, EmbeddedPostgres, EmbeddedRegistry {

    /** {@code Kafka}, {@code PostgreSQL} or {@code registry}. */
    String name();

    /** The TCP port on loopback; the same before and after a restart. */
    int port();

    boolean isAlive();

    /**
     * The operating system's id of the part's own process, or of the last one if it is not alive; this JVM's for a
     * broker in this JVM.
     */
    long processId();

    /** Stops in an orderly way and waits for the end; does nothing if the part is not alive. */
    void stop();

    /**
     * Ends the process with SIGKILL and waits for its end; does nothing if the part is not alive.
     *
     * @throws IllegalStateException for a broker in this JVM, which has no process of its own
     */
    void kill();

    /**
     * Stops the part if it is alive, starts it again on the same port and data, and waits until it answers.
     *
     * @throws EmbeddedStartException if it does not come up
     */
    void restart() throws EmbeddedStartException;
}
