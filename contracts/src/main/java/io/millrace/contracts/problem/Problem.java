package io.millrace.contracts.problem;

/**
 * One finding in a descriptor. The message names what was found, what is allowed and what to do next; it never holds
 * a record's value or a secret.
 *
 * @param level an error refuses the mesh, a warning does not, a note only informs
 * @param location where it stands
 * @param element path of the element inside the document, such as {@code schema[0].properties[2].tags}
 * @param message one sentence or two, without the location
 */
public record Problem(Level level, Location location, String element, String message) {

    /** How much a finding weighs. */
    public enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    @Override
    public String toString() {
        return location + ": " + level.name().toLowerCase(java.util.Locale.ROOT) + ": "
                + (element.isEmpty() ? "" : element + ": ") + message;
    }
}
