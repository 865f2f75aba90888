package io.millrace.tests.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The dashboards of docker/grafana. */
public final class Dashboards {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Dashboards() {}

    /** One query of one panel. */
    public record Query(String dashboard, String panel, String expression) {
        @Override
        public String toString() {
            return dashboard + " / " + panel + ": " + expression;
        }
    }

    /** All dashboards by the names of their files. */
    static Map<String, JsonNode> all() {
        Map<String, JsonNode> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(ProjectRoot.resolve("docker/grafana/dashboards"))) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The queries of all panels, annotations and variables. */
    public static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        all().forEach((file, board) -> {
            for (JsonNode panel : board.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            file,
                            panel.path("title").asText(),
                            target.path("expr").asText()));
                }
            }
            for (JsonNode annotation : board.path("annotations").path("list")) {
                queries.add(
                        new Query(file, "annotation", annotation.path("expr").asText()));
            }
        });
        return queries;
    }
}
