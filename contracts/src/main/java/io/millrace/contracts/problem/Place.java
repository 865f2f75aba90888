package io.millrace.contracts.problem;

/**
 * An element of a descriptor and where it stands.
 *
 * @param location file, line and column
 * @param element path inside the document, such as {@code schema[0].properties[2].tags}; empty for the document
 */
public record Place(Location location, String element) {

    /** The place of a member, at a location of its own. */
    public Place member(String key, Location at) {
        return new Place(at, element.isEmpty() ? key : element + "." + key);
    }

    /** The place of an item, counted from 0, at a location of its own. */
    public Place item(int index, Location at) {
        return new Place(at, element + "[" + index + "]");
    }
}
