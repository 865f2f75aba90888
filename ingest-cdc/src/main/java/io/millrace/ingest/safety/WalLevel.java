package io.millrace.ingest.safety;

/** What to say where the server does not log what capturing needs. */
final class WalLevel {
    static final String REPAIR = "ALTER SYSTEM SET wal_level = 'logical'; and restart PostgreSQL";

    private WalLevel() {}

    static String found(String level) {
        return "the database writes wal_level=" + level + ", and capturing needs logical";
    }
}
