package io.millrace.cli.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** A {@code .properties} file in UTF-8, read with the line of each key; a key that stands twice is a problem. */
final class PropertiesFile {
    private final Path file;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems;

    PropertiesFile(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    List<Setting> read() {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                new Properties() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public synchronized Object put(Object key, Object value) {
                        add(lines, (String) key, ((String) value).trim());
                        return key;
                    }
                }.load(reader);
            }
        } catch (MalformedInputException e) {
            problems.add(file + ": is not UTF-8; save the file as UTF-8");
        } catch (IllegalArgumentException e) {
            problems.add(file + ": holds a malformed \\uxxxx escape");
        } catch (IOException e) {
            problems.add(file + ": cannot be read; check the path given with --config and the file's permissions");
        }
        return settings;
    }

    private void add(List<String> lines, String key, String value) {
        long earlier =
                settings.stream().filter(setting -> setting.key().equals(key)).count();
        String origin = file + ":" + line(lines, key, earlier);
        if (earlier > 0) {
            problems.add(origin + ": " + key + " is set twice in this file; keep one");
        }
        settings.add(new Setting(key, value, origin));
    }

    private static int line(List<String> lines, String key, long skip) {
        Pattern pattern = Pattern.compile("\\s*" + Pattern.quote(key) + "(\\s*[=:].*|\\s.*|)");
        long left = skip;
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).matches() && left-- == 0) {
                return i + 1;
            }
        }
        return 1;
    }
}
