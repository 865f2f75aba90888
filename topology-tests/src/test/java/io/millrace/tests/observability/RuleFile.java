package io.millrace.tests.observability;

import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The alerts of docker/prometheus/rules. */
public final class RuleFile {
    public static final Path PATH = ProjectRoot.resolve("docker/prometheus/rules/millrace.rules.yml");

    private RuleFile() {}

    /** One alert. */
    public record Alert(String name, String expression, String severity, String summary, String runbook) {}

    @SuppressWarnings("unchecked")
    public static List<Alert> alerts() {
        Map<String, Object> file;
        try {
            file = (Map<String, Object>) Objects.requireNonNull(
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(PATH)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        List<Alert> alerts = new ArrayList<>();
        for (Map<String, Object> group : (List<Map<String, Object>>) Objects.requireNonNull(file.get("groups"))) {
            for (Map<String, Object> rule : (List<Map<String, Object>>) Objects.requireNonNull(group.get("rules"))) {
                Map<String, String> labels = (Map<String, String>) rule.getOrDefault("labels", Map.of());
                Map<String, String> annotations = (Map<String, String>) rule.getOrDefault("annotations", Map.of());
                alerts.add(new Alert(
                        String.valueOf(rule.get("alert")),
                        String.valueOf(rule.get("expr")),
                        labels.getOrDefault("severity", ""),
                        annotations.getOrDefault("summary", ""),
                        annotations.getOrDefault("runbook", "")));
            }
        }
        return alerts;
    }
}
