package io.millrace.catalogue.markup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of HTML or SVG. Names are the code's own; texts and attributes may be anybody's, and are escaped. There is
 * no way to add markup as text.
 */
public final class Html {
    private static final Set<String> VOID = Set.of("meta", "link", "br", "input", "hr", "img", "wbr");
    private static final Set<String> BLOCKS = Set.of(
            "html", "head", "body", "header", "nav", "main", "footer", "section", "article", "table", "thead", "tbody",
            "tr", "ul", "ol", "li", "dl", "h1", "h2", "h3", "p", "pre", "figure", "svg", "g", "div", "link", "meta",
            "script", "title", "details", "form");
    /** Controls, and what turns the direction of text round: a name must not look like another. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> content = new ArrayList<>();

    private Html(String name) {
        this.name = name;
    }

    /** An empty element. */
    public static Html of(String name) {
        return new Html(name);
    }

    /** An element with a text. */
    public static Html of(String name, String text) {
        return new Html(name).add(text);
    }

    /** An element with other elements. */
    public static Html of(String name, Html... children) {
        return new Html(name).addAll(List.of(children));
    }

    public Html with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    public Html type(String cssClass) {
        return with("class", cssClass);
    }

    public Html add(String text) {
        content.add(text);
        return this;
    }

    public Html add(Html child) {
        content.add(child);
        return this;
    }

    public Html addAll(List<Html> children) {
        content.addAll(children);
        return this;
    }

    /** The element and all in it. */
    public String write() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> out.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        out.append('>');
        if (!VOID.contains(name)) {
            for (Object part : content) {
                if (part instanceof Html element) {
                    element.write(out);
                } else {
                    out.append(escaped((String) part));
                }
            }
            out.append("</").append(name).append('>');
        }
        if (BLOCKS.contains(name)) {
            out.append('\n');
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        String seen = UNSEEN.matcher(text).replaceAll("\uFFFD");
        for (int i = 0; i < seen.length(); i++) {
            char c = seen.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
