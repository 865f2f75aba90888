package io.millrace.catalogue.page;

import io.millrace.catalogue.lineage.LineageGraph;
import io.millrace.catalogue.lineage.LineageSvg;
import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.EventEntry;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.model.Contacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The first page: what there is, by domain, and how it hangs together. */
final class IndexPage {
    private final CatalogueModel model;
    private final LineageGraph graph;

    IndexPage(CatalogueModel model, LineageGraph graph) {
        this.model = model;
        this.graph = graph;
    }

    static String title(CatalogueModel model) {
        return model.name().isEmpty() ? "Data products" : model.name();
    }

    String write() {
        String title = title(model);
        Page page = new Page("index.html", title, title);
        page.add(Html.of("h1", title));
        if (!model.description().isEmpty()) {
            page.add(Tags.prose(model.description()));
        }
        page.add(search());
        Map<String, List<ProductEntry>> domains = new TreeMap<>();
        model.products()
                .forEach(product -> domains.computeIfAbsent(product.product().domain(), domain -> new ArrayList<>())
                        .add(product));
        domains.forEach((domain, products) -> page.section("domain-" + domain, "Domain " + domain, domain(products)));
        if (!model.events().isEmpty()) {
            page.section("events", "Events that products read", events());
        }
        page.section(
                "lineage",
                "Lineage",
                Html.of(
                        "p",
                        "Data goes from left to right: from tables and events through products to their output ports."),
                Html.of("div", LineageSvg.of(graph, page.root()))
                        .type("scrolls")
                        .with("tabindex", "0")
                        .with("role", "region")
                        .with("aria-label", "Lineage graph"),
                Html.of("p", Tags.link("lineage.mmd", "As Mermaid"))
                        .add(" · ")
                        .add(Tags.link("lineage.svg", "as SVG")));
        return page.write();
    }

    private static Html search() {
        return Html.of("div")
                .type("search")
                .with("id", "search")
                .with("hidden", "")
                .with("role", "search")
                .add(Html.of("label", "Find a product, port or field").with("for", "search-text"))
                .add(Html.of("input")
                        .with("id", "search-text")
                        .with("type", "search")
                        .with("autocomplete", "off")
                        .with("spellcheck", "false"))
                .add(Html.of("p")
                        .with("id", "search-count")
                        .with("role", "status")
                        .type("quiet"))
                .add(Html.of("ul").with("id", "search-results"));
    }

    private static Html domain(List<ProductEntry> products) {
        Html part = Html.of("div");
        String description = products.get(0).domain().text("description");
        if (!description.isEmpty()) {
            part.add(Tags.prose(description));
        }
        Html cards = Html.of("ul").type("cards");
        products.forEach(product -> cards.add(card(product)));
        return part.add(cards);
    }

    private static Html card(ProductEntry product) {
        Html card = Html.of("li")
                .add(Html.of("h3", Tags.link(product.page(), product.product().name())))
                .add(Html.of("p", product.purpose()));
        Html ports = Html.of("ul").type("ports");
        for (PortEntry port : product.ports()) {
            ports.add(Html.of("li", Tags.link(port.page(), port.port().name()))
                    .add(" ")
                    .add(Html.of("span", port.port().view().name().toLowerCase(java.util.Locale.ROOT))
                            .type("quiet")));
        }
        String owner = Contacts.of(product).owner();
        return card.add(ports)
                .add(Html.of(
                                "p",
                                "version " + product.product().version() + status(product)
                                        + (owner.isEmpty() ? "" : " · " + owner))
                        .type("quiet"));
    }

    private static String status(ProductEntry product) {
        String status = product.descriptor().text("status");
        return status.isEmpty() ? "" : " · " + status;
    }

    private Html events() {
        Table table = new Table("Events", "Contract", "Topic", "Read by");
        for (EventEntry event : model.events()) {
            table.row(
                    "",
                    Tags.link(event.page(), event.id()),
                    Tags.code(event.topic()),
                    Html.of(
                            "span",
                            String.join(
                                    ", ",
                                    event.readers().stream()
                                            .map(reader -> reader.product().qualifiedName())
                                            .distinct()
                                            .toList())));
        }
        return table.html();
    }
}
