package io.millrace.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts file, environment and {@code --set} together; the later wins, each key judged wherever it stands. */
public final class ConfigurationReader {
    private final KnownNames names;
    private final Map<String, String> environment;

    /**
     * @param names what may stand in {@code product.<name>.} and {@code source.<name>.}
     * @param environment the process's environment variables
     */
    public ConfigurationReader(KnownNames names, Map<String, String> environment) {
        this.names = names;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads and checks everything.
     *
     * @param file the properties file, if one is given
     * @param assignments {@code key=value} texts of {@code --set}
     * @throws ConfigurationException with all problems
     */
    public Configuration read(Optional<Path> file, List<String> assignments) {
        List<String> problems = new ArrayList<>();
        List<Setting> settings = new ArrayList<>();
        file.ifPresent(path -> settings.addAll(new PropertiesFile(path, problems).read()));
        settings.addAll(new EnvironmentVariables(names).read(environment));
        settings.addAll(assigned(assignments, problems));

        SettingCheck check = new SettingCheck(names, problems);
        Map<String, Setting> effective = new LinkedHashMap<>();
        for (Setting setting : settings) {
            check.check(setting);
            effective.put(setting.key(), setting);
        }
        Map<String, String> values = new LinkedHashMap<>();
        effective.values().forEach(setting -> values.put(setting.key(), setting.value()));
        new SecretFiles(effective, problems).resolveInto(values);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(values);
    }

    private static List<Setting> assigned(List<String> assignments, List<String> problems) {
        List<Setting> settings = new ArrayList<>();
        for (String assignment : assignments) {
            int at = assignment.indexOf('=');
            if (at <= 0) {
                problems.add("--set: expected key=value, such as --set management.port=9464");
            } else {
                settings.add(new Setting(
                        assignment.substring(0, at).trim(),
                        assignment.substring(at + 1).trim(),
                        "--set"));
            }
        }
        return settings;
    }
}
