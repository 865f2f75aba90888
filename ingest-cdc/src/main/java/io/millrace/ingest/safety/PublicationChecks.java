package io.millrace.ingest.safety;

import io.millrace.ingest.position.Evidence.Membership;
import io.millrace.ingest.safety.ServerFacts.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the publication still sends every change of every captured table. PostgreSQL judges a change by the
 * publication as it was when the change was made, so that putting back what was taken away brings nothing back.
 */
final class PublicationChecks {
    private static final List<String> OPERATIONS = List.of("insert", "update", "delete", "truncate");

    private final Repairs repairs;

    PublicationChecks(Repairs repairs) {
        this.repairs = repairs;
    }

    /**
     * Checks that nothing is missing, and that nothing was missing since the last look.
     *
     * @param tables that have to be sent whole, as {@code schema.table}
     * @param before the membership at the last look; null if there was none
     */
    void check(List<String> tables, @Nullable Membership before, Optional<Publication> found) {
        if (found.isEmpty()) {
            throw new HaltException(
                    "publication " + repairs.publication() + " is gone, and changes made without it are not sent",
                    "CREATE PUBLICATION " + repairs.publication() + " FOR TABLE " + String.join(", ", tables)
                            + " WITH (publish_via_partition_root = true); then " + repairs.newSnapshot());
        }
        Publication publication = found.get();
        var causes = new ArrayList<String>();
        var commands = new ArrayList<String>();
        missing(tables, publication, causes, commands);
        if (!causes.isEmpty()) {
            throw new HaltException(
                    "publication " + repairs.publication() + " " + String.join(", and ", causes)
                            + "; such changes are not sent",
                    String.join(" ", commands) + " Then " + repairs.newSnapshot());
        }
        if (before != null) {
            publication.membership().renewed(before, tables).ifPresent(table -> {
                throw new HaltException(
                        "table " + table + " was taken out of publication " + repairs.publication()
                                + " and put in again; changes made in between were not sent",
                        repairs.newSnapshot());
            });
        }
    }

    private void missing(List<String> tables, Publication publication, List<String> causes, List<String> commands) {
        var lacking = new TreeSet<>(tables);
        lacking.removeAll(publication.membership().tables().keySet());
        if (!lacking.isEmpty()) {
            causes.add("does not hold " + String.join(", ", lacking));
            String alter = "ALTER PUBLICATION " + repairs.publication();
            if (publication.scope().viaRoot()) {
                commands.add(alter + " ADD TABLE " + String.join(", ", lacking) + ";");
            } else {
                // One that is partitioned may be a member, and be missing as a whole all the same.
                commands.add(alter + " SET (publish_via_partition_root = true);");
                if (!publication.scope().allTables()) {
                    commands.add(alter + " SET TABLE " + String.join(", ", tables) + ";");
                }
            }
        }
        var silent = new ArrayList<>(OPERATIONS);
        silent.removeAll(publication.operations());
        if (!silent.isEmpty()) {
            causes.add("does not send " + String.join(", ", silent));
            commands.add("ALTER PUBLICATION " + repairs.publication() + " SET (publish = '"
                    + String.join(", ", OPERATIONS) + "');");
        }
        new TreeMap<>(publication.partial()).forEach((table, how) -> {
            if (tables.contains(table)) {
                causes.add("sends table " + table + " only in part (" + how + ")");
                commands.add("ALTER PUBLICATION " + repairs.publication() + " DROP TABLE " + table
                        + "; ALTER PUBLICATION " + repairs.publication() + " ADD TABLE " + table + ";");
            }
        });
    }
}
