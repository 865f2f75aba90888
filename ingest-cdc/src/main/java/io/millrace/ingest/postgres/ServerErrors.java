package io.millrace.ingest.postgres;

import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Errors of PostgreSQL in words that hold no row's values: messages about data quote them, so of those only the code. */
public final class ServerErrors {
    /** SQLSTATE classes about connections, objects, resources and operators; never 22 and 23, which quote data. */
    private static final Set<String> WITHOUT_DATA =
            Set.of("08", "0L", "0P", "25", "28", "3D", "3F", "40", "42", "53", "54", "55", "57", "58", "F0", "XX");

    private ServerErrors() {}

    /** What the server or its driver said; empty for what comes from elsewhere. */
    public static Optional<String> words(Throwable error) {
        return error instanceof PSQLException sql ? Optional.of("PostgreSQL: " + words(sql)) : Optional.empty();
    }

    private static String words(PSQLException error) {
        ServerErrorMessage server = error.getServerErrorMessage();
        String state = String.valueOf(error.getSQLState());
        if (server == null) {
            return String.valueOf(error.getMessage());
        }
        return WITHOUT_DATA.contains(state.substring(0, Math.min(2, state.length())))
                ? server.getMessage() + " (SQLSTATE " + state + ")"
                : "SQLSTATE " + state;
    }
}
