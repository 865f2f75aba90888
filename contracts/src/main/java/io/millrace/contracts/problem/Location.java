package io.millrace.contracts.problem;

/**
 * A place in a descriptor.
 *
 * @param file path as the user would write it, relative to the mesh folder where there is one
 * @param line first line is 1; 0 where the file or folder as a whole is meant
 * @param column first column is 1; 0 where the file or folder as a whole is meant
 */
public record Location(String file, int line, int column) {
    /** A file or folder as a whole, such as one that is missing: a line in it would send the reader astray. */
    public static Location whole(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
