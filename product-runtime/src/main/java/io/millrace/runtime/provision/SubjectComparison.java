package io.millrace.runtime.provision;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.compatibility.AvroCompatibility;
import io.millrace.contracts.product.CompatibilityLevel;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.deadletter.DeadLetterSchema;
import io.millrace.runtime.period.PeriodRecord;
import io.millrace.runtime.topology.ProductParts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Compares subjects with the registry. A new version is checked before anything is registered: by Avro's own rules at the
 * level that the port promises, which the registry may not know yet, and by the registry at the level it has.
 */
final class SubjectComparison {
    private final SchemaRegistry registry;
    private final Collection<Change> changes;
    private final Collection<String> conflicts;

    SubjectComparison(SchemaRegistry registry, Collection<Change> changes, Collection<String> conflicts) {
        this.registry = registry;
        this.changes = changes;
        this.conflicts = conflicts;
    }

    void compare(Product product) {
        for (OutputPort port : product.outputPorts()) {
            compare(
                    new WantedSubject(
                            ProductParts.valueSubject(port.topic()),
                            ContractSchema.of(port.contract()),
                            port.compatibility()),
                    "contract " + port.contract().reference());
        }
        compare(
                new WantedSubject(
                        DeadLetterSchema.subject(product.deadLetterTopic()),
                        DeadLetterSchema.SCHEMA,
                        CompatibilityLevel.DEFAULT),
                "dead letters");
        product.delivery()
                .periods()
                .ifPresent(periods -> compare(
                        new WantedSubject(
                                ProductParts.valueSubject(periods.topic()),
                                PeriodRecord.SCHEMA,
                                CompatibilityLevel.DEFAULT),
                        "periods"));
    }

    private void compare(WantedSubject subject, String whose) {
        boolean registered = registry.idOf(subject.name(), subject.schema()).isPresent();
        boolean levelSet = registry.compatibility(subject.name())
                .equals(Optional.of(subject.level().name()));
        // a subject that exists gets its level first, so that it already guards the new version
        if (!levelSet && registered) {
            changes.add(new Change.SetCompatibility(subject));
        }
        if (!registered) {
            check(subject, whose, levelSet);
            changes.add(new Change.RegisterSchema(subject));
            if (!levelSet) {
                changes.add(new Change.SetCompatibility(subject));
            }
        }
    }

    private void check(WantedSubject subject, String whose, boolean levelSet) {
        List<Schema> versions = registry.versions(subject.name());
        String record = subject.schema().getFullName();
        Set<String> records = versions.stream().map(Schema::getFullName).collect(Collectors.toCollection(TreeSet::new));
        // Whoever came first registered its records here: that is what a cluster knows of the owner of a topic.
        if (!records.isEmpty() && !records.contains(record)) {
            conflicts.add("subject " + subject.name() + ": holds records of " + String.join(", ", records) + ", and "
                    + whose + " would write " + record
                    + ": the topic is another product's. Remove 'physicalName', or choose another; if it is the same"
                    + " product whose records have a new name, raise the major version of the port, which gives it a"
                    + " new topic");
            return;
        }
        List<String> against = AvroCompatibility.check(subject.level(), subject.schema(), versions);
        if (against.isEmpty() && levelSet && !versions.isEmpty()) {
            against = registry.objections(subject.name(), subject.schema());
        }
        if (!against.isEmpty()) {
            conflicts.add(
                    "subject " + subject.name() + ": the schema of " + whose + " breaks " + subject.level() + ": "
                            + String.join("; ", against)
                            + "; make the change compatible, or raise the major version of the port, which gives it a new topic");
        }
    }
}
