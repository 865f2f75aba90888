package io.millrace.bench;

import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.mesh.RunNames;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.GroupState;

/** The broker, the keys and the directory that all runs share. */
final class Arena implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Map<String, String> TOPIC =
            Map.of("message.timestamp.type", "LogAppendTime", "file.delete.delay.ms", "0", "retention.ms", "172800000");

    private final EmbeddedPlatform platform;
    private final Admin admin;
    private final Path keys;

    private Arena(EmbeddedPlatform platform, Path keys) {
        this.platform = platform;
        this.keys = keys;
        this.admin = Admin.create(new HashMap<>(Map.of("bootstrap.servers", platform.bootstrapServers())));
    }

    /** @param neededBytes of disk space */
    static Arena open(long neededBytes) throws BenchException {
        try {
            EmbeddedPlatform platform = EmbeddedPlatform.builder()
                    .kafkaForLoad()
                    .withoutDatabase()
                    .withoutRegistry()
                    .neededBytes(neededBytes)
                    .start();
            Path keys = platform.workDirectory().resolve("bench-keys");
            KeyRing.generate(keys, BenchMesh.JOIN_DOMAINS);
            return new Arena(platform, keys);
        } catch (EmbeddedStartException cannot) {
            throw new BenchException(String.valueOf(cannot.getMessage()), cannot);
        }
    }

    String bootstrapServers() {
        return platform.bootstrapServers();
    }

    long brokerProcess() {
        return platform.kafka().processId();
    }

    Path keys() {
        return keys;
    }

    /** A new directory for one run. */
    Path directory(String run) throws IOException {
        return Files.createDirectories(platform.workDirectory().resolve("runs").resolve(run));
    }

    void createTopics(Collection<String> names) throws ExecutionException, InterruptedException {
        admin.createTopics(names.stream()
                        .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(TOPIC))
                        .toList())
                .all()
                .get();
    }

    /** Deletes what a run wrote, its internal topics included. */
    void deleteTopicsOf(RunNames names) throws ExecutionException, InterruptedException {
        List<String> ofRun = admin.listTopics().names().get().stream()
                .filter(topic -> topic.equals(names.output())
                        || topic.equals(names.deadLetters())
                        || topic.startsWith(names.applicationId() + "-"))
                .toList();
        admin.deleteTopics(ofRun).all().get();
    }

    /** Waits until a group has members with partitions. */
    void awaitMembers(String group, Child service) throws InterruptedException, BenchException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isStable(group)) {
            service.requireAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("group " + group + " has no members with partitions after 60 s");
            }
            Thread.sleep(100);
        }
    }

    private boolean isStable(String group) throws InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .allMatch(found -> found.groupState() == GroupState.STABLE
                            && found.members().stream()
                                    .anyMatch(member -> !member.assignment()
                                            .topicPartitions()
                                            .isEmpty()));
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ZERO);
        platform.close();
    }
}
