package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import java.util.List;

/**
 * A table with headings. On a narrow screen each row becomes a card, and its cells say their headings; the roles keep
 * it a table for screen readers then.
 */
final class Table {
    private final List<String> headings;
    private final Html rows = Html.of("tbody").with("role", "rowgroup");
    private final String caption;
    private boolean empty = true;
    private String cssClass = "";

    Table(String caption, String... headings) {
        this.caption = caption;
        this.headings = List.of(headings);
    }

    /** With widths of its own for its columns. */
    Table type(String type) {
        this.cssClass = type;
        return this;
    }

    /** @param id anchor of the row; empty for none */
    Table row(String id, Html... cells) {
        Html row = Html.of("tr").with("role", "row");
        if (!id.isEmpty()) {
            row.with("id", id);
        }
        for (int i = 0; i < cells.length; i++) {
            boolean first = i == 0;
            row.add(Html.of(first ? "th" : "td", cells[i])
                    .with("role", first ? "rowheader" : "cell")
                    .with(first ? "scope" : "data-label", first ? "row" : headings.get(i)));
        }
        rows.add(row);
        empty = false;
        return this;
    }

    boolean isEmpty() {
        return empty;
    }

    Html html() {
        Html header = Html.of("tr").with("role", "row");
        headings.forEach(heading ->
                header.add(Html.of("th", heading).with("scope", "col").with("role", "columnheader")));
        Html table = Html.of("table").with("role", "table");
        if (!cssClass.isEmpty()) {
            table.type(cssClass);
        }
        return table.add(Html.of("caption", caption).type("unseen"))
                .add(Html.of("thead", header).with("role", "rowgroup"))
                .add(rows);
    }
}
