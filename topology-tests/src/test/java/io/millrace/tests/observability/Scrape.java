package io.millrace.tests.observability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a management port shows in Prometheus' text format, by metric. */
public final class Scrape {
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) ?(.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Map<String, Family> families = new TreeMap<>();

    private Scrape() {}

    /** One metric with all its series. */
    public static final class Family {
        private String help = "";
        private String type = "";
        private final Set<Set<String>> labels = new java.util.HashSet<>();
        private int series;

        public String help() {
            return help;
        }

        public String type() {
            return type;
        }

        /** The sets of label names that its series have. */
        public Set<Set<String>> labels() {
            return labels;
        }

        public int series() {
            return series;
        }
    }

    public static Scrape of(String text) {
        var scrape = new Scrape();
        text.lines().forEach(scrape::take);
        return scrape;
    }

    private void take(String line) {
        Matcher help = HELP.matcher(line);
        Matcher type = TYPE.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (help.matches()) {
            family(help.group(1)).help = help.group(2);
        } else if (type.matches()) {
            family(type.group(1)).type = type.group(2);
        } else if (sample.matches()) {
            Family family = familyOfSeries(sample.group(1));
            Set<String> names = new TreeSet<>();
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                names.add(label.group(1));
            }
            names.remove("le");
            family.labels.add(names);
            family.series++;
        } else if (!line.isBlank() && !line.startsWith("# EOF")) {
            throw new IllegalArgumentException("no line of Prometheus' text format: " + line);
        }
    }

    private Family family(String name) {
        return families.computeIfAbsent(name, each -> new Family());
    }

    private Family familyOfSeries(String series) {
        for (String suffix : new String[] {"_bucket", "_count", "_sum"}) {
            Family of = families.get(series.substring(0, Math.max(0, series.length() - suffix.length())));
            if (series.endsWith(suffix) && of != null && (of.type.equals("histogram") || of.type.equals("summary"))) {
                return of;
            }
        }
        return family(series);
    }

    public Map<String, Family> families() {
        return families;
    }
}
