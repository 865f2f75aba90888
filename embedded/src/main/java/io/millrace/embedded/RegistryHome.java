package io.millrace.embedded;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Finds the unpacked registry: where it is told to be, in an installation, or in a built source tree. */
final class RegistryHome {
    static final String HOME_PROPERTY = "millrace.registry.home";
    static final String PROJECT_PROPERTY = "millrace.project.root";

    private RegistryHome() {}

    /** The registry's runnable jar. */
    static Path runner() throws EmbeddedStartException {
        String told = System.getProperty(HOME_PROPERTY);
        List<Path> places = told == null ? usualPlaces() : List.of(Path.of(told));
        for (Path place : places) {
            Optional<Path> runner = runnerIn(place);
            if (runner.isPresent()) {
                return runner.get();
            }
        }
        throw new EmbeddedStartException(EmbeddedRegistry.NAME
                + ": no apicurio-registry-app-*-runner.jar found. Looked in "
                + (told == null ? "" : "-D" + HOME_PROPERTY + "=")
                + String.join(", ", places.stream().map(Path::toString).toList())
                + ". It is looked for in the directory named by -D" + HOME_PROPERTY
                + "; else in ../registry beside the directory of millrace-embedded.jar; else in embedded/target/registry"
                + " below the directory named by -D" + PROJECT_PROPERTY
                + ". Building the module embedded (mvn package) puts it there");
    }

    private static List<Path> usualPlaces() {
        List<Path> places = new ArrayList<>();
        ownJar().ifPresent(jar -> places.add(jar.resolveSibling("../registry").normalize()));
        String root = System.getProperty(PROJECT_PROPERTY);
        if (root != null) {
            places.add(Path.of(root, "embedded", "target", "registry"));
        }
        return places;
    }

    private static Optional<Path> ownJar() {
        CodeSource source = RegistryHome.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> runnerIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "apicurio-registry-app-*-runner.jar")) {
            Iterator<Path> first = jars.iterator();
            return first.hasNext() ? Optional.of(first.next().toAbsolutePath()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
