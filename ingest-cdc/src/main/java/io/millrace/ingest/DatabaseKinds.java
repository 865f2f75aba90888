package io.millrace.ingest;

import io.millrace.ingest.database.Database;
import io.millrace.ingest.postgres.PostgresDatabase;
import io.millrace.ingest.postgres.ServerErrors;
import java.util.Optional;

/** The kinds of databases there are. The one class that knows any of them by name; there is one, PostgreSQL. */
final class DatabaseKinds {
    private DatabaseKinds() {}

    /** The database at an address. */
    static Database of(DatabaseSettings at) {
        return new PostgresDatabase(
                "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.name(),
                at.user(),
                at.password(),
                at.tls());
    }

    /** What a server or its driver said, in words that hold no row's values; empty for what comes from elsewhere. */
    static Optional<String> words(Throwable error) {
        return ServerErrors.words(error);
    }
}
