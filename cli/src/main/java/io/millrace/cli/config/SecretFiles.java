package io.millrace.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Replaces each file of a secret, such as {@code *.password.file}, by what it holds without its last line break. */
final class SecretFiles {
    private static final String SUFFIX = ".password.file";

    private final Map<String, Setting> settings;
    private final List<String> problems;

    SecretFiles(Map<String, Setting> settings, List<String> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void resolveInto(Map<String, String> values) {
        for (Setting setting : settings.values()) {
            if (setting.key().endsWith(SUFFIX) || setting.key().equals(ManagementKeys.OTLP_HEADERS_FILE.name())) {
                String target = setting.key().substring(0, setting.key().length() - ".file".length());
                Setting both = settings.get(target);
                if (both != null) {
                    problems.add(setting.origin() + ": " + setting.key() + " and " + target + " (" + both.origin()
                            + ") are both set; keep one");
                } else {
                    read(setting, target, values);
                }
            }
        }
    }

    private void read(Setting setting, String target, Map<String, String> values) {
        try {
            values.put(target, Files.readString(Path.of(setting.value())).stripTrailing());
        } catch (IOException e) {
            problems.add(setting.origin() + ": " + setting.key() + ": " + setting.value()
                    + " cannot be read; check the path and its permissions");
        }
    }
}
