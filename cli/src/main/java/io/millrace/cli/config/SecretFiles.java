package io.millrace.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Replaces each file of a secret, such as {@code *.password.file} and {@code kafka.sasl.jaas.config.file}, by what it
 * holds without its last line break.
 */
final class SecretFiles {
    private static final String SUFFIX = ".file";

    private final Map<String, Setting> settings;
    private final List<String> problems;

    SecretFiles(Map<String, Setting> settings, List<String> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void resolveInto(Map<String, String> values) {
        for (Setting setting : settings.values()) {
            String key = setting.key();
            if (key.endsWith(SUFFIX) && Keys.isSecret(key.substring(0, key.length() - SUFFIX.length()))) {
                String target = key.substring(0, key.length() - SUFFIX.length());
                values.remove(key);
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
            String secret = Files.readString(Path.of(setting.value())).stripTrailing();
            if (target.endsWith(JaasText.KEY)) {
                JaasText.problem(secret)
                        .ifPresent(problem -> problems.add(setting.origin() + ": " + setting.key() + ": what "
                                + setting.value() + " holds " + problem));
            }
            values.put(target, secret);
        } catch (IOException e) {
            problems.add(setting.origin() + ": " + setting.key() + ": " + setting.value()
                    + " cannot be read; check the path and its permissions");
        }
    }
}
