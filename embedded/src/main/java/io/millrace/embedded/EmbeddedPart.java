package io.millrace.embedded;

/**
 * One part of an {@link EmbeddedPlatform}. All methods may be called from any thread. A stop or kill during a restart
 * makes the restart fail.
 */
public abstract sealed class EmbeddedPart permits EmbeddedKafka, EmbeddedPostgres, EmbeddedRegistry {
    private final String name;
    private final int port;
    private final PartLife life;

    EmbeddedPart(String name, int port, PartLife life) {
        this.name = name;
        this.port = port;
        this.life = life;
    }

    /** {@code Kafka}, {@code PostgreSQL} or {@code registry}. */
    public final String name() {
        return name;
    }

    /** The TCP port on 127.0.0.1; the same before and after a restart. */
    public final int port() {
        return port;
    }

    public final boolean isAlive() {
        return life.isAlive();
    }

    /**
     * The operating system's id of the part's process, or of its last one if it is not alive; this JVM's own for a broker
     * in this JVM.
     */
    public final long processId() {
        return life.processId();
    }

    /** Stops in an orderly way and waits for the end; kills after 10 s. Does nothing if the part is not alive. */
    public final void stop() {
        life.stop();
    }

    /**
     * Ends the process and its own children with SIGKILL and waits for their end. Does nothing if the part is not alive.
     *
     * @throws IllegalStateException for a broker in this JVM, which has no process of its own
     */
    public final void kill() {
        life.kill();
    }

    /**
     * Stops the part if it is alive, starts it again on the same port and data, and waits until it answers.
     *
     * @throws EmbeddedStartException if it does not come up; it is not alive then, and may be restarted again
     */
    public final synchronized void restart() throws EmbeddedStartException {
        life.stop();
        life.start();
    }
}
