package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few signs of Markdown that change logs are written with: headings, lists, paragraphs, code. No links, no HTML. */
final class Markdown {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*)");
    private static final Pattern ITEM = Pattern.compile("\\s*[*+-]\\s+(.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int SMALLEST = 6;

    private final Html out = Html.of("div").type("prose");
    private final int topHeading;
    private Html list = Html.of("ul");
    private StringBuilder open = new StringBuilder();
    private boolean inItem;
    private boolean inList;

    private Markdown(int topHeading) {
        this.topHeading = topHeading;
    }

    /** @param topHeading level of the page's headings that a first heading becomes */
    static Html of(String text, int topHeading) {
        Markdown markdown = new Markdown(topHeading);
        text.lines().forEach(markdown::line);
        markdown.endList();
        return markdown.out;
    }

    private void line(String line) {
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (heading.matches()) {
            endList();
            int level =
                    Math.min(SMALLEST, topHeading + Math.max(0, heading.group(1).length() - 2));
            if (heading.group(1).length() > 1) {
                out.add(inline(Html.of("h" + level), heading.group(2)));
            }
        } else if (item.matches()) {
            endBlock();
            inItem = true;
            inList = true;
            open.append(item.group(1));
        } else if (line.isBlank()) {
            endList();
        } else {
            open.append(open.length() == 0 ? "" : " ").append(line.strip());
        }
    }

    private void endBlock() {
        if (open.length() > 0) {
            if (inItem) {
                list.add(inline(Html.of("li"), open.toString()));
            } else {
                out.add(inline(Html.of("p"), open.toString()));
            }
        }
        open = new StringBuilder();
        inItem = false;
    }

    private void endList() {
        endBlock();
        if (inList) {
            out.add(list);
        }
        list = Html.of("ul");
        inList = false;
    }

    private static Html inline(Html element, String text) {
        Matcher code = CODE.matcher(text);
        int end = 0;
        while (code.find()) {
            element.add(text.substring(end, code.start())).add(Tags.code(code.group(1)));
            end = code.end();
        }
        return element.add(text.substring(end));
    }
}
