package io.millrace.cli;

/** Exit codes of every command. Part of the public interface. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** Failed, or what was examined is invalid. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** Changes are pending that have to be applied first. */
    public static final int PENDING = 3;

    private ExitCode() {}
}
