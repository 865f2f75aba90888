package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Pieces of pages that come again and again. */
final class Tags {
    private static final Set<String> SAFE_SCHEMES = Set.of("https://", "http://", "mailto:");

    private Tags() {}

    /** A section with a heading that can be linked to. */
    static Html section(String id, String heading, Html... content) {
        return Html.of("section")
                .with("aria-labelledby", id)
                .add(Html.of("h2", heading).with("id", id))
                .addAll(List.of(content));
    }

    static Html link(String href, String text) {
        return Html.of("a", text).with("href", href);
    }

    /** A link that a contract gives: only to the web and to mail, else the text alone. */
    static Html foreignLink(String href, String text) {
        String lower = href.toLowerCase(Locale.ROOT);
        return SAFE_SCHEMES.stream().anyMatch(lower::startsWith)
                ? link(href, text.isEmpty() ? href : text).with("rel", "noopener noreferrer")
                : Html.of("span", text.isEmpty() ? href : text);
    }

    static Html code(String text) {
        return Html.of("code", text);
    }

    /** A dotted name that may be broken behind its dots. */
    static Html path(String path) {
        Html code = Html.of("code");
        for (String step : path.split("(?<=\\.)", -1)) {
            code.add(step).add(Html.of("wbr"));
        }
        return code;
    }

    static Html badge(String type, String text) {
        return Html.of("span", text).type("badge " + type);
    }

    /** Paragraphs of a text that may have several. */
    static Html prose(String text) {
        Html prose = Html.of("div").type("prose");
        for (String paragraph : text.split("\\n\\s*\\n", -1)) {
            if (!paragraph.isBlank()) {
                prose.add(Html.of("p", paragraph.strip()));
            }
        }
        return prose;
    }

    static Html block(String text) {
        return Html.of("pre", code(text)).with("tabindex", "0");
    }

    /** Facts: a name and what it is, in pairs. */
    static final class Facts {
        private final Html list = Html.of("dl").type("facts");

        Facts add(String name, Html value) {
            list.add(Html.of("div", Html.of("dt", name), Html.of("dd", value)));
            return this;
        }

        Facts add(String name, String value) {
            return value.isEmpty() ? this : add(name, Html.of("span", value));
        }

        Facts code(String name, String value) {
            return value.isEmpty() ? this : add(name, Tags.code(value));
        }

        Html html() {
            return list;
        }
    }
}
