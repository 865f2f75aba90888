package io.millrace.cli;

import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.jar.TopologyJar;
import io.millrace.runtime.isolation.UnpackedCode;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The classes of Java topologies for a command that looks at a topology and starts none: a jar's own, unpacked apart from
 * those of a process that runs it, else those on the class path.
 */
final class TopologyCode implements AutoCloseable {
    private final Optional<Path> folder;
    private final Optional<UnpackedCode> unpacked;

    private TopologyCode(Optional<Path> folder, Optional<UnpackedCode> unpacked) {
        this.folder = folder;
        this.unpacked = unpacked;
    }

    /** @throws RefusedJarException where the path is a jar that is not whole, or cannot be run by this version */
    static TopologyCode of(Path path) throws RefusedJarException {
        if (!TopologyJar.isJar(path)) {
            return new TopologyCode(Optional.empty(), Optional.empty());
        }
        TopologyJar jar = TopologyJar.open(path);
        if (!jar.hasCode()) {
            return new TopologyCode(Optional.empty(), Optional.empty());
        }
        try {
            Path folder = Files.createTempDirectory("millrace-code-");
            return new TopologyCode(Optional.of(folder), Optional.of(UnpackedCode.of(jar, folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("the code of " + path + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    ClassLoader classes() {
        return unpacked.map(UnpackedCode::classes).orElseGet(TopologyEnvironment::ownClasses);
    }

    @Override
    public void close() {
        unpacked.ifPresent(UnpackedCode::close);
        folder.ifPresent(TopologyCode::delete);
    }

    /** What {@link UnpackedCode} leaves: the folders it lay in. */
    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("code"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
