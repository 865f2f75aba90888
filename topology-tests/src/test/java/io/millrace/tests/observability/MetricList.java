package io.millrace.tests.observability;

import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of docs/metrics.md. */
public final class MetricList {
    private static final Pattern ROW = Pattern.compile("\\| (`[a-z].*`) \\| (counter|gauge|histogram|summary) \\|.*");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");

    private final Map<String, Entry> byName = new TreeMap<>();
    private final List<String> twice = new ArrayList<>();

    private MetricList() {}

    /**
     * One metric.
     *
     * @param when when it is there; empty: always
     */
    public record Entry(String name, String type, String unit, Set<String> tags, String when, String meaning) {}

    public static MetricList read() {
        var list = new MetricList();
        try {
            Files.readAllLines(ProjectRoot.resolve("docs/metrics.md")).forEach(list::take);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return list;
    }

    private void take(String line) {
        if (!ROW.matcher(line).matches()) {
            return;
        }
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
        Set<String> tags = Arrays.stream(cells.get(4).split(", ", -1))
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Matcher names = NAME.matcher(cells.get(1));
        while (names.find()) {
            Entry entry = new Entry(names.group(1), cells.get(2), cells.get(3), tags, cells.get(5), cells.get(6));
            if (byName.put(entry.name(), entry) != null) {
                twice.add(entry.name());
            }
        }
    }

    public Map<String, Entry> byName() {
        return byName;
    }

    /** Names that stand in more than one row. */
    List<String> twice() {
        return twice;
    }

    /** Names of series: a histogram and a summary have several. */
    Map<String, Entry> bySeries() {
        Map<String, Entry> series = new TreeMap<>();
        byName.forEach((name, entry) -> {
            if (entry.type().equals("histogram") || entry.type().equals("summary")) {
                series.put(name + "_count", entry);
                series.put(name + "_sum", entry);
            } else {
                series.put(name, entry);
            }
            if (entry.type().equals("histogram")) {
                series.put(name + "_bucket", entry);
            }
        });
        return series;
    }
}
