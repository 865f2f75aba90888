package io.millrace.contracts.compatibility;

/**
 * What the changes of one subject demand of its version.
 *
 * @param subject as in {@link Difference#subject()}
 * @param from version before
 * @param to version after
 * @param demanded the step, by the change that demands the most
 */
public record DemandedStep(String subject, String from, String to, VersionStep demanded) {
    /** Whether the version took the step. */
    public boolean taken() {
        return demanded.isTaken(from, to);
    }

    /** The lowest version that would do. */
    public String enough() {
        return demanded.after(from);
    }
}
