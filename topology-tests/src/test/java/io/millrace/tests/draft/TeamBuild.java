package io.millrace.tests.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The Maven that runs this build, on a local repository as a team has it: what was fetched from elsewhere is that of this
 * build, and this checkout's modules are installed, which the build itself does not do.
 */
final class TeamBuild {
    private static final List<String> MODULES =
            List.of("contracts", "http", "product-api", "product-runtime", "topology-tests", "maven-plugin");
    private static final String GROUP = "io/millrace";
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final long PATIENCE_SECONDS = 180;

    private final Path maven;
    private final Path repository;
    private final Path log;

    private TeamBuild(Path maven, Path repository, Path log) {
        this.maven = maven;
        this.repository = repository;
        this.log = log;
    }

    /** Skips the calling test where no Maven runs it. */
    static TeamBuild require(Path folder) throws IOException {
        Path maven = Path.of(System.getProperty("millrace.maven.home", ""), "bin", "mvn");
        assumeTrue(Files.isExecutable(maven), "no Maven runs this test, so that there is none to build a project with");
        Path fetched = Path.of(System.getProperty("millrace.maven.repository"));
        Path repository = Files.createDirectories(folder.resolve("repository"));
        linkAllBut("io", fetched, repository);
        linkAllBut("millrace", fetched.resolve("io"), Files.createDirectories(repository.resolve("io")));
        install(ProjectRoot.path(), "millrace", repository);
        for (String module : MODULES) {
            install(ProjectRoot.resolve(module), "millrace-" + module, repository);
        }
        return new TeamBuild(maven, repository, folder.resolve("maven.log"));
    }

    /** Runs phases or goals on a project to their good end. */
    void run(Path project, String... goals) throws IOException, InterruptedException {
        var command = Stream.concat(
                Stream.of(maven.toString(), "-B", "-ntp", "-Dmaven.repo.local=" + repository), Stream.of(goals));
        Process process = new ProcessBuilder(command.toList())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static void linkAllBut(String name, Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(name)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName().toString()), entry);
                }
            }
        }
    }

    private static void install(Path module, String artifact, Path repository) throws IOException {
        Path home = Files.createDirectories(
                repository.resolve(GROUP).resolve(artifact).resolve(VERSION));
        Files.copy(module.resolve("pom.xml"), home.resolve(artifact + "-" + VERSION + ".pom"));
        Path classes = module.resolve("target/classes");
        if (Files.isDirectory(classes)) {
            pack(classes, home.resolve(artifact + "-" + VERSION + ".jar"));
        }
    }

    /** From the classes: a module's jar is made after its tests, and this is one of them. */
    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file);
                Stream<Path> entries = Files.walk(classes)) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                Files.copy(entry, packed);
                packed.closeEntry();
            }
        }
    }
}
