package io.millrace.catalogue.page;

import io.millrace.catalogue.lineage.LineageSvg;
import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.model.Contacts;
import io.millrace.catalogue.words.DurationWords;
import io.millrace.catalogue.words.InputWords;
import io.millrace.contracts.product.FailureBudget;
import io.millrace.contracts.product.InputPort;
import java.util.Locale;

/** The page of a product: what it is for, what it reads, what it serves. */
final class ProductPage {
    private final Site site;
    private final CatalogueModel model;
    private final ProductEntry product;

    ProductPage(Site site, ProductEntry product) {
        this.site = site;
        this.model = site.model();
        this.product = product;
    }

    String write() {
        String name = product.product().qualifiedName();
        Page page = new Page(product.page(), IndexPage.title(model), name).below("index.html", IndexPage.title(model));
        page.add(Html.of("h1", product.product().name())
                .add(Html.of("span", " data product").type("quiet")));
        if (!product.purpose().isEmpty()) {
            page.add(Tags.prose(product.purpose()).type("lead"));
        }
        page.add(facts());
        about(page);
        page.section("ports", "Output ports", ports(page.root()));
        page.section("inputs", "What it reads", inputs(page.root()));
        page.section("people", "Owner and contact", PeoplePart.of(Contacts.of(product)));
        page.section(
                "lineage",
                "Lineage",
                Html.of("div", LineageSvg.of(site.graph().around(name), page.root()))
                        .type("scrolls")
                        .with("tabindex", "0")
                        .with("role", "region")
                        .with("aria-label", "Lineage graph"));
        page.section("behaviour", "When records are rejected", budget());
        site.differenceOf(name)
                .ifPresent(difference -> page.section(
                        "difference", "Changes since the version before", ChangesPart.of(difference, subject -> true)));
        page.section(
                "files",
                "For machines",
                Html.of("ul")
                        .add(Html.of("li", Tags.link("asyncapi.yaml", "AsyncAPI 3.0 document")))
                        .add(Html.of("li", Tags.link("lineage.mmd", "Lineage as Mermaid"))));
        return page.write();
    }

    private Html facts() {
        return new Tags.Facts()
                .add("Domain", product.product().domain())
                .add("Version", product.product().version())
                .add("Status", product.descriptor().text("status"))
                .code("Id", product.product().id())
                .code("Descriptor", product.product().location().file())
                .html();
    }

    private void about(Page page) {
        String limitations = product.descriptor().text("description", "limitations");
        String usage = product.descriptor().text("description", "usage");
        if (!limitations.isEmpty()) {
            page.section("limitations", "Limitations", Tags.prose(limitations));
        }
        if (!usage.isEmpty()) {
            page.section("usage", "Usage", Tags.prose(usage));
        }
    }

    private Html ports(String root) {
        Table table = new Table("Output ports", "Port", "Holds", "Topic", "Version");
        for (PortEntry port : product.ports()) {
            table.row(
                    "port-" + port.port().name(),
                    Html.of("div", Tags.link(root + port.page(), port.port().name()))
                            .add(Html.of("div", port.port().view().name().toLowerCase(Locale.ROOT))
                                    .type("quiet")),
                    Html.of("div", Html.of("p", port.purpose()))
                            .add(Html.of("p", InputWords.of(port.port())).type("quiet")),
                    Tags.code(port.port().topic()),
                    Html.of("span", port.port().version()));
        }
        return table.html();
    }

    private Html inputs(String root) {
        Table table = new Table("Input ports", "Input port", "Reads", "Topic", "What counts as the same event");
        for (InputPort port : product.product().inputPorts()) {
            Html reads = Html.of("div", contract(port, root))
                    .add(Html.of("div", InputWords.of(port.format())).type("quiet"));
            Html identity = Html.of("div", Html.of("p", InputWords.of(port.identity())));
            port.eventTime().ifPresent(time -> identity.add(Html.of("p", InputWords.of(time))));
            port.records()
                    .deleteWhen()
                    .ifPresent(when ->
                            identity.add(Html.of("p", "An event for which this holds says that its row is gone: ")
                                    .add(Tags.code(when.text()))));
            table.row("input-" + port.name(), Html.of("span", port.name()), reads, Tags.code(port.topic()), identity);
        }
        return table.html();
    }

    private Html contract(InputPort port, String root) {
        return model.portOf(port.topic())
                .map(found -> Tags.link(
                        root + found.page(),
                        "port " + found.port().name() + " of " + found.product().qualifiedName()))
                .or(() -> model.eventsOf(port.contractId())
                        .map(found -> Tags.link(root + found.page(), "events " + found.id())))
                .orElseGet(() -> port.contractId().startsWith("source:")
                        ? Html.of("span", "table " + port.contractId().substring("source:".length()))
                        : Html.of("span", port.contractId()));
    }

    private Html budget() {
        FailureBudget budget = product.product().failureBudget();
        String percent = Math.round(budget.share() * 1000) / 10.0 + " %";
        String stop = budget.share() >= 1
                ? "However many are rejected, the product goes on."
                : "If more than " + percent.replace(".0 %", " %") + " of at least " + budget.minimumRecords()
                        + " records within " + DurationWords.of(budget.window()) + " are rejected, the product stops"
                        + " rather than look healthy.";
        return Html.of("div")
                .add(Html.of(
                                "p",
                                "A record that breaks a rule does not leave. It becomes a dead letter with a reason, its content sealed, in ")
                        .add(Tags.code(product.product().deadLetterTopic()))
                        .add("."))
                .add(Html.of("p", stop));
    }
}
