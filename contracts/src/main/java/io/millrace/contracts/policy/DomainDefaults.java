package io.millrace.contracts.policy;

import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The defaults of a domain. Where a domain does not say, or there is no {@code domain.yaml}, the built-in ones hold.
 *
 * @param name name of the domain
 * @param owner whether somebody is named who answers for the domain's products
 * @param retention how long topics keep records where no contract says
 * @param partitions partitions of topics the domain's input contracts and captured tables declare
 * @param replication replicas of the topics of the domain; empty: the cluster's default
 * @param levels service levels of contracts that do not state them
 * @param namespace first part of the namespace of its Avro records; empty: the domain's name
 * @param masking file of the masking policy, relative to the domain's folder
 */
public record DomainDefaults(
        String name,
        boolean owner,
        Duration retention,
        int partitions,
        OptionalInt replication,
        DefaultLevels levels,
        Optional<Sited<String>> namespace,
        Optional<Sited<String>> masking) {
    /** Two weeks: a week's window of identity and a week to repair an outage. */
    public static final Duration RETENTION = Duration.ofDays(14);

    /** Enough to spread a product over a handful of instances. */
    public static final int PARTITIONS = 6;

    /** Where the masking policy is looked for if {@code domain.yaml} does not say. */
    public static final String MASKING = "policies/masking.yaml";

    /** The built-in defaults. */
    public static DomainDefaults builtIn(String name) {
        return unsaid(name, false);
    }

    /** In place of a {@code domain.yaml} that cannot be read, so that its faults are not reported as others' too. */
    public static DomainDefaults unread(String name) {
        return unsaid(name, true);
    }

    private static DomainDefaults unsaid(String name, boolean owner) {
        return new DomainDefaults(
                name,
                owner,
                RETENTION,
                PARTITIONS,
                OptionalInt.empty(),
                DefaultLevels.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Reads a {@code domain.yaml}.
     *
     * @param folder name of its folder, the domain's name if the file gives none
     */
    public static DomainDefaults read(Fields document, String folder) {
        Optional<Sited<String>> name = document.text("domain");
        Optional<Sited<String>> owner = document.text("owner");
        Optional<Sited<Duration>> retention = document.duration("retention");
        Optional<Sited<Integer>> partitions = document.positive("partitions");
        Optional<Sited<Integer>> replication = document.positive("replication");
        replication
                .filter(found -> found.value() > Short.MAX_VALUE)
                .ifPresent(found ->
                        document.problems().error(found.at(), "A topic has at most " + Short.MAX_VALUE + " replicas."));
        DefaultLevels levels =
                document.object("serviceLevels").map(DefaultLevels::read).orElse(DefaultLevels.NONE);
        Optional<Sited<String>> namespace = document.text("namespace");
        Optional<Sited<String>> masking = document.text("masking");
        document.informative("description", "support");
        document.close();
        return new DomainDefaults(
                name.map(Sited::value).orElse(folder),
                // A misspelt key is noted already; it need not be reported once more as a missing owner.
                owner.isPresent()
                        || document.problems().refuse(document.at().location().file()),
                retention.map(Sited::value).orElse(RETENTION),
                partitions.map(Sited::value).orElse(PARTITIONS),
                replication.map(found -> OptionalInt.of(found.value())).orElseGet(OptionalInt::empty),
                levels,
                namespace,
                masking);
    }
}
