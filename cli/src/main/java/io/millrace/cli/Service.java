package io.millrace.cli;

/** What a process does until it is told to end. */
interface Service extends AutoCloseable {

    /** Starts it; a failure ends the command with its exit code. */
    @FunctionalInterface
    interface Start<S extends Service> {
        S start() throws Exception;
    }

    /** What it does, and where its status is, in one line for the log. */
    String greeting();

    /**
     * Called about once a second while nobody wants the end. Works on threads of its own otherwise.
     *
     * @throws Exception where it will not go on by itself; that ends the command with its exit code
     */
    void look() throws Exception;

    /** Stops in an orderly way, within 5 s. */
    @Override
    void close();
}
