package io.millrace.contracts.problem;

/**
 * A place in a descriptor.
 *
 * @param file path as the user would write it, relative to the mesh folder where there is one
 * @param line first line is 1
 * @param column first column is 1
 */
public record Location(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
