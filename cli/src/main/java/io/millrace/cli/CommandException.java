package io.millrace.cli;

/** A command cannot go on. The message says where, what was found, what is allowed and what to do next. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Ends the command with {@link ExitCode#FAILED}. */
    public CommandException(String message) {
        this(message, ExitCode.FAILED);
    }

    public CommandException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
