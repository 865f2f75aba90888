package io.millrace.ingest.safety;

/**
 * One thing about a source that is not as capturing needs it. Neither text holds a row's values or a secret.
 *
 * @param level whether ingestion can start with it
 * @param found what was found and what was expected
 * @param repair what to do: the SQL or the command where there is one
 */
public record Finding(Level level, String found, String repair) {

    /** How bad it is. */
    public enum Level {
        /** Ingestion does not start, or halts. */
        ERROR,
        /** Ingestion runs; somebody should look at it. */
        WARNING
    }

    /** Something that ingestion cannot start with. */
    public static Finding error(String found, String repair) {
        return new Finding(Level.ERROR, found, repair);
    }

    /** Something that ingestion can start with. */
    public static Finding warning(String found, String repair) {
        return new Finding(Level.WARNING, found, repair);
    }
}
