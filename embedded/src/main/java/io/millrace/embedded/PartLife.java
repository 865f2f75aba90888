package io.millrace.embedded;

/** How one part comes and goes: as a process of its own, or inside this JVM. Not safe for use by several threads. */
interface PartLife {

    /** Starts it and waits until it answers. */
    void start() throws EmbeddedStartException;

    /** Does nothing if it is not alive. */
    void stop();

    /** Does nothing if it is not alive. */
    void kill();

    boolean isAlive();

    long processId();
}
