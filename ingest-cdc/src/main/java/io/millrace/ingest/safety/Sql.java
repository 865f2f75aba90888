package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.util.Set;
import java.util.regex.Pattern;

/** Names in statements, quoted where they have to be. */
public final class Sql {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** PostgreSQL's reserved words, which are no names without quotes. */
    private static final Set<String> RESERVED = Set.of(("all analyse analyze and any array as asc asymmetric"
                    + " authorization binary both case cast check collate collation column concurrently constraint"
                    + " create cross current_catalog current_date current_role current_schema current_time"
                    + " current_timestamp current_user default deferrable desc distinct do else end except false fetch"
                    + " for foreign freeze from full grant group having ilike in initially inner intersect into is"
                    + " isnull join lateral leading left like limit localtime localtimestamp natural not notnull null"
                    + " offset on only or order outer overlaps placing primary references returning right select"
                    + " session_user similar some symmetric system_user table tablesample then to trailing true union"
                    + " unique user using variadic verbose when where window with")
            .split(" "));

    private Sql() {}

    public static String identifier(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !RESERVED.contains(name);
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Of {@code schema.table}. */
    public static String qualified(String name) {
        int dot = name.indexOf('.');
        return identifier(name.substring(0, dot)) + "." + identifier(name.substring(dot + 1));
    }

    public static String qualified(CapturedTable table) {
        return qualified(table.qualifiedName());
    }
}
