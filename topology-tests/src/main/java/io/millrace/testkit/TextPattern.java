package io.millrace.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expected text: literal but for {@code <token NAME>}, a pseudonym by the case's own name, and {@code <any>},
 * anything at all.
 */
final class TextPattern {
    private static final Pattern PLACEHOLDER = Pattern.compile("<(token ([\\w-]+)|any)>");
    private static final String TOKEN = "([A-Za-z0-9-]{1,16}\\.[A-Za-z0-9_-]{22})";

    private final Pattern pattern;
    private final List<String> tokenNames;

    private TextPattern(Pattern pattern, List<String> tokenNames) {
        this.pattern = pattern;
        this.tokenNames = tokenNames;
    }

    static TextPattern of(String text) {
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int from = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(text.substring(from, placeholder.start())));
            String name = placeholder.group(2);
            if (name == null) {
                regex.append(".*");
            } else {
                regex.append(TOKEN);
                names.add(name);
            }
            from = placeholder.end();
        }
        regex.append(Pattern.quote(text.substring(from)));
        return new TextPattern(Pattern.compile(regex.toString(), Pattern.DOTALL), names);
    }

    /** Whether a text is to be read by {@link #of}, rather than as a value of a type. */
    static boolean hasPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    boolean matches(String actual, TokenNames tokens) {
        Matcher matcher = pattern.matcher(actual);
        if (!matcher.matches()) {
            return false;
        }
        for (int group = 1; group <= tokenNames.size(); group++) {
            if (!tokens.agree(tokenNames.get(group - 1), matcher.group(group))) {
                return false;
            }
        }
        return true;
    }
}
