package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import java.util.ArrayList;
import java.util.List;

/** The frame of a page: head, way back, headings on the side, content. */
final class Page {
    /** Nothing from elsewhere, nothing inline: should a text ever get through as markup, it does nothing. */
    private static final String POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:;"
            + " img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

    private final String root;
    private final String site;
    private final String title;
    private final List<Html> crumbs = new ArrayList<>();
    private final List<Html> headings = new ArrayList<>();
    private final Html main = Html.of("main").with("id", "content");

    /**
     * @param path of the page from the site's root
     * @param site name of the mesh
     */
    Page(String path, String site, String title) {
        this.root = "../".repeat((int) path.chars().filter(c -> c == '/').count());
        this.site = site;
        this.title = title;
    }

    /** Where the site's root is from here: empty, or ending in a slash. */
    String root() {
        return root;
    }

    /** A page above this one, given from the root. */
    Page below(String href, String name) {
        crumbs.add(Tags.link(root + href, name));
        return this;
    }

    Page add(Html element) {
        main.add(element);
        return this;
    }

    /** A section, listed beside the content. */
    Page section(String id, String heading, Html... content) {
        headings.add(Html.of("li", Tags.link("#" + id, heading)));
        return add(Tags.section(id, heading, content));
    }

    String write() {
        Html head = Html.of("head")
                .add(Html.of("meta").with("charset", "utf-8"))
                .add(Html.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
                .add(Html.of("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", POLICY))
                .add(Html.of("meta").with("name", "color-scheme").with("content", "light dark"))
                .add(Html.of("title", title.equals(site) ? title : title + " · " + site))
                .add(Html.of("link").with("rel", "stylesheet").with("href", root + "style.css"));
        Html way = Html.of("ol");
        crumbs.forEach(crumb -> way.add(Html.of("li", crumb)));
        way.add(Html.of("li", title).with("aria-current", "page"));
        Html body = Html.of("body")
                .add(Tags.link("#content", "Skip to the content").type("skip"))
                .add(Html.of("header", Html.of("nav", way).with("aria-label", "You are here")));
        Html columns = Html.of("div").type(headings.isEmpty() ? "page" : "page with-contents");
        if (!headings.isEmpty()) {
            columns.add(Html.of("nav", Html.of("ul").addAll(headings))
                    .type("contents")
                    .with("aria-label", "On this page"));
        }
        body.add(columns.add(main))
                .add(Html.of(
                        "footer",
                        Html.of("p", "Written by millrace docs from the contracts. What they declare is what runs.")))
                .add(Html.of("script").with("src", root + "search-index.js").with("defer", ""))
                .add(Html.of("script").with("src", root + "site.js").with("defer", ""));
        return "<!doctype html>\n"
                + Html.of("html", head, body).with("lang", "en").write();
    }
}
