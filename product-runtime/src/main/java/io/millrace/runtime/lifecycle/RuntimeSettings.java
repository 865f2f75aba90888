package io.millrace.runtime.lifecycle;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a product needs from where it runs.
 *
 * @param kafka client properties, at least {@code bootstrap.servers}; keys that decide about delivery (guarantee,
 *     isolation, reset policy, ids) are refused
 * @param registry the schema registry
 * @param keys pseudonym, sealing and fingerprint keys
 * @param stateDirectory must survive restarts and belong to this instance alone
 * @param instanceId stable name of this instance, unique within the deployment
 * @param threads stream threads of the product, at least 1
 * @param indexMemoryBytes most heap that the indexes of event ids of one product may take on this instance
 * @param meters where metrics go
 * @param acceptedEpochs epochs of sources that were snapshotted anew, which products may go on with
 * @param classes where the Java topology of a product, if it has one, is loaded from
 * @param principal whom the product runs as on the cluster, such as {@code User:orders}; only messages need it
 */
public record RuntimeSettings(
        Map<String, String> kafka,
        SchemaRegistry registry,
        KeyRing keys,
        Path stateDirectory,
        String instanceId,
        int threads,
        long indexMemoryBytes,
        MeterRegistry meters,
        Set<Long> acceptedEpochs,
        ClassLoader classes,
        Optional<String> principal) {

    /** Default of {@link #indexMemoryBytes}: 64 MiB, some 2 million event ids. */
    public static final long DEFAULT_INDEX_MEMORY = 64L << 20;

    public RuntimeSettings {
        kafka = Map.copyOf(kafka);
        acceptedEpochs = Set.copyOf(acceptedEpochs);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka settings need bootstrap.servers");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, found " + threads);
        }
    }

    /** The same with another bound on the memory of the indexes of event ids, and with accepted epochs. */
    public RuntimeSettings with(long indexMemory, Set<Long> accepted) {
        return with(indexMemory, accepted, classes, principal);
    }

    /** The same for a principal that is known by name. */
    public RuntimeSettings as(String name) {
        return with(indexMemoryBytes, acceptedEpochs, classes, Optional.of(name));
    }

    /** The same with another class loader for Java topologies. */
    public RuntimeSettings with(ClassLoader topologies) {
        return with(indexMemoryBytes, acceptedEpochs, topologies, principal);
    }

    private RuntimeSettings with(
            long indexMemory, Set<Long> accepted, ClassLoader topologies, Optional<String> runsAs) {
        return new RuntimeSettings(
                kafka,
                registry,
                keys,
                stateDirectory,
                instanceId,
                threads,
                indexMemory,
                meters,
                accepted,
                topologies,
                runsAs);
    }

    /** One thread and the default index memory; Java topologies from the class path of the runtime itself. */
    public static RuntimeSettings of(
            Map<String, String> kafka,
            SchemaRegistry registry,
            KeyRing keys,
            Path stateDirectory,
            String instanceId,
            MeterRegistry meters) {
        return new RuntimeSettings(
                kafka,
                registry,
                keys,
                stateDirectory,
                instanceId,
                1,
                DEFAULT_INDEX_MEMORY,
                meters,
                Set.of(),
                ownClasses(),
                Optional.empty());
    }

    private static ClassLoader ownClasses() {
        return Objects.requireNonNull(RuntimeSettings.class.getClassLoader(), "the runtime is no part of the JDK");
    }
}
