package io.millrace.ingest.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The attributes of a CloudEvent, judged by version 1.0 of the specification. */
public final class CloudAttributes {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");
    private static final int MOST = 32;
    private static final int LONGEST = 4096;

    private CloudAttributes() {}

    /** All that is wrong; empty: nothing. Unknown attributes are extensions, which pass. */
    public static List<EventProblem> problems(Map<String, String> attributes) {
        List<EventProblem> problems = new ArrayList<>();
        if (!"1.0".equals(attributes.get("specversion"))) {
            problems.add(new EventProblem("/specversion", "must be 1.0"));
        }
        for (String name : List.of("id", "source", "type")) {
            String value = attributes.get(name);
            if (value == null || value.isEmpty()) {
                problems.add(new EventProblem("/" + name, "is required of a CloudEvent"));
            }
        }
        String time = attributes.get("time");
        if (time != null && IsoTimes.instant(time, Optional.empty()).isEmpty()) {
            problems.add(new EventProblem("/time", "must be a timestamp such as 2026-01-31T12:30:00Z"));
        }
        String type = attributes.get("datacontenttype");
        if (type != null && !isJson(type)) {
            problems.add(new EventProblem("/datacontenttype", "must be application/json: only JSON is taken"));
        }
        boolean named =
                attributes.keySet().stream().allMatch(name -> NAME.matcher(name).matches());
        boolean bounded = attributes.values().stream().allMatch(value -> value.length() <= LONGEST);
        if (!named || !bounded || attributes.size() > MOST) {
            problems.add(new EventProblem(
                    "",
                    "may have " + MOST + " attributes at most, with names of 1 to 20 lower-case letters and digits and"
                            + " values of " + LONGEST + " characters at most"));
        }
        return problems;
    }

    /** Whether a media type, with or without parameters, is JSON. */
    public static boolean isJson(String mediaType) {
        int end = mediaType.indexOf(';');
        String bare =
                (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return bare.equals("application/json") || bare.equals("text/json") || bare.endsWith("+json");
    }
}
