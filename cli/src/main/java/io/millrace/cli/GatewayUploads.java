package io.millrace.cli;

import io.millrace.cli.config.GatewayConfiguration;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.naming.Environment;
import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.ingest.file.FileTopics;
import io.millrace.ingest.gateway.Gateway;
import io.millrace.ingest.gateway.upload.UploadSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** What the configuration says about files that are uploaded, and the topics they need. */
final class GatewayUploads {
    private static final int AT_ONCE = 4;
    private static final Duration LONGEST = Duration.ofHours(1);

    private GatewayUploads() {}

    /** Empty where no files are taken. */
    static Optional<UploadSettings> of(Mesh mesh, Environment environment, GatewayConfiguration gateway) {
        if (!gateway.files()) {
            return Optional.empty();
        }
        List<String> events = mesh.events().stream()
                .filter(Gateway::isServed)
                .map(DomainEvent::qualifiedName)
                .toList();
        for (String name : gateway.filesSnapshots()) {
            if (!events.contains(name)) {
                throw new CommandException("gateway.files.snapshots: no contract declares event " + name + ". "
                        + NearestMatch.hint(name, events));
            }
        }
        return Optional.of(new UploadSettings(
                environment.prefixed(Topics.files()),
                gateway.filesDirectory(),
                gateway.filesMax(),
                AT_ONCE,
                LONGEST,
                gateway.filesSnapshots(),
                gateway.filesSnapshotKey()));
    }

    static void apply(Admin admin, Mesh mesh, UploadSettings files, Consumer<String> say) {
        FileTopics.apply(admin, files.progressTopic(), snapshots(mesh, files), say);
    }

    static List<String> pending(Admin admin, Mesh mesh, UploadSettings files) {
        return FileTopics.pending(admin, files.progressTopic(), snapshots(mesh, files));
    }

    private static List<DomainEvent> snapshots(Mesh mesh, UploadSettings files) {
        return mesh.events().stream()
                .filter(event -> files.snapshots().contains(event.qualifiedName()))
                .toList();
    }
}
