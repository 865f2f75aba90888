package io.millrace.ingest.safety;

/**
 * What the database says about a captured table.
 *
 * @param name {@code schema.table}
 * @param kind as in {@code pg_class.relkind}: {@code r} is an ordinary table
 * @param replicaIdentity as in {@code pg_class.relreplident}: {@code d}efault, {@code f}ull, {@code n}othing, {@code i}ndex
 * @param hasPrimaryKey whether there is one
 */
public record TableFacts(String name, String kind, String replicaIdentity, boolean hasPrimaryKey) {}
