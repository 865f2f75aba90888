package io.millrace.catalogue.page;

import io.millrace.catalogue.lineage.FieldLineage;
import io.millrace.catalogue.lineage.LineageSvg;
import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.model.Contacts;
import io.millrace.catalogue.model.Slug;
import io.millrace.catalogue.words.CheckWords;
import io.millrace.catalogue.words.InputWords;
import io.millrace.catalogue.words.LevelWords;
import io.millrace.catalogue.words.RuleWords;
import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.StreamChecks;
import java.util.List;
import java.util.stream.Collectors;

/** The page of an output port: all that its consumers may want to know. */
final class PortPage {
    private final Site site;
    private final CatalogueModel model;
    private final ProductEntry product;
    private final PortEntry entry;
    private final OutputPort port;
    private final RowContract contract;

    PortPage(Site site, ProductEntry product, PortEntry entry) {
        this.site = site;
        this.model = site.model();
        this.product = product;
        this.entry = entry;
        this.port = entry.port();
        this.contract = entry.port().contract();
    }

    String write() {
        String name = product.product().qualifiedName();
        Page page = new Page(entry.page(), IndexPage.title(model), port.name())
                .below("index.html", IndexPage.title(model))
                .below(product.page(), name);
        page.add(Html.of("h1", port.name())
                .add(Html.of("span", " output port of " + name).type("quiet")));
        if (!entry.purpose().isEmpty()) {
            page.add(Tags.prose(entry.purpose()).type("lead"));
        }
        page.add(facts());
        FieldRows rows = new FieldRows(new FieldLineage(model, product.product(), contract), page.root());
        page.section(
                "fields",
                "Fields",
                rows.of(
                        contract.fields(),
                        ContractSchema.of(contract),
                        entry.object().maps("properties")));
        if (!contract.rules().isEmpty() || contract.filter().isPresent()) {
            page.section("rules", "Rules over the whole row", rules());
        }
        if (!contract.checks().isEmpty()) {
            page.section("quality", "Quality over many rows", quality());
        }
        if (!LevelWords.of(contract.serviceLevels()).isEmpty()) {
            page.section("levels", "Service levels", levels());
        }
        page.section(
                "lineage",
                "Lineage",
                Html.of("p", "Where each field comes from stands in the ")
                        .add(Tags.link("#fields", "table of fields"))
                        .add("."),
                Html.of("div", LineageSvg.of(site.graph().around(name), page.root()))
                        .type("scrolls")
                        .with("tabindex", "0")
                        .with("role", "region")
                        .with("aria-label", "Lineage graph"));
        page.section("example", "Example", ExamplePart.of(entry));
        page.section(
                "consume",
                "How to read it",
                Html.of(
                        "p",
                        "Any Kafka client with Avro and a schema registry can read the port. Set isolation.level to read_committed: the product writes in transactions."),
                Html.of("h3", "Java"),
                ConsumePart.java(port, site.options()),
                Html.of("h3", "Python"),
                ConsumePart.python(port, site.options()),
                Html.of("h3", "kcat"),
                ConsumePart.kcat(port, site.options()));
        page.section("access", "Who may read, and how to ask", AccessPart.of(product, entry));
        page.section("people", "Owner and contact", PeoplePart.of(Contacts.of(product, entry)));
        changes(page);
        page.section(
                "files",
                "For machines",
                Html.of("ul")
                        .add(Html.of("li", Tags.link(schemaFile(entry), "Avro schema")))
                        .add(Html.of("li", Tags.link("asyncapi.yaml", "AsyncAPI 3.0 document of the product"))));
        return page.write();
    }

    private void changes(Page page) {
        site.differenceOf(product.product().qualifiedName())
                .ifPresent(difference -> page.section(
                        "difference",
                        "Changes since the version before",
                        ChangesPart.of(
                                difference,
                                subject -> subject.equals("output port " + port.name())
                                        || subject.equals("contract " + contract.id()))));
        String log = site.changeLogs().apply(contract.location().file());
        if (!log.isBlank()) {
            page.section("changes", "Change log", Markdown.of(log, 3));
        }
    }

    /** Name of the file with the port's Avro schema, beside its page. */
    static String schemaFile(PortEntry entry) {
        return "port-" + Slug.of(entry.port().name()) + ".avsc";
    }

    private Html facts() {
        return new Tags.Facts()
                .code("Topic", port.topic())
                .code("Schema subject", port.topic() + "-value")
                .add("Key", key())
                .add("View", InputWords.of(port))
                .add("Deletes", deletes())
                .add("Made of", InputWords.of(contract.inputs()))
                .add("Version", port.version())
                .add("Schema changes", "compatibility " + port.compatibility().name())
                .add("Status", entry.contract().text("status"))
                .add(
                        "Contract",
                        Html.of("span", contract.reference() + ", ")
                                .add(Tags.code(contract.location().file())))
                .add("Owner", Contacts.of(product, entry).owner())
                .html();
    }

    /** Events have none, unless one of them says so. */
    private String deletes() {
        boolean any = product.product().inputPorts().stream()
                .filter(input -> contract.reads(input.name()))
                .anyMatch(input -> input.format().isChange()
                        || input.records().deleteWhen().isPresent());
        return any || contract.inputs().combine() == RowInputs.Combine.TOPOLOGY ? InputWords.deletes(port) : "";
    }

    private String key() {
        List<Field> key = contract.keyFields();
        return switch (key.size()) {
            case 0 -> "text in UTF-8: a token of the input's key";
            case 1 -> "text in UTF-8: " + key.get(0).name();
            default ->
                "text in UTF-8: " + key.stream().map(Field::name).collect(Collectors.joining(" | "))
                        + ", joined by a bar, \\ before a bar or \\ inside a part";
        };
    }

    private Html rules() {
        Html part = Html.of("div");
        contract.filter()
                .ifPresent(filter -> part.add(Html.of("p", "Only rows for which this holds are here: ")
                        .add(Tags.code(filter.text()))));
        if (!contract.rules().isEmpty()) {
            Table table = new Table("Rules over the row", "Rule", "What holds for every row", "Else");
            contract.rules()
                    .forEach(rule -> table.row(
                            "rule-" + Slug.of(rule.name()),
                            Html.of("span", rule.name()),
                            Html.of("div", Tags.code(rule.expression())),
                            Html.of("span", RuleWords.of(rule.onViolation()))));
            part.add(table.html());
        }
        return part;
    }

    private Html quality() {
        StreamChecks checks = contract.checks();
        Table table = new Table("Checks over many rows", "Check", "What is expected", "Else");
        checks.metrics()
                .forEach(metric -> check(
                        table,
                        metric.name(),
                        CheckWords.of(metric, ContractSchema.of(contract)),
                        CheckWords.consequence(metric)));
        checks.unique()
                .forEach(rule -> check(table, rule.name(), CheckWords.of(rule), RuleWords.of(rule.onViolation())));
        checks.outliers()
                .forEach(rule -> check(table, rule.name(), CheckWords.of(rule), RuleWords.of(rule.onViolation())));
        return table.html();
    }

    private static void check(Table table, String name, String expected, String otherwise) {
        table.row(
                "check-" + Slug.of(name), Html.of("span", name), Html.of("span", expected), Html.of("span", otherwise));
    }

    private Html levels() {
        Tags.Facts facts = new Tags.Facts();
        LevelWords.of(contract.serviceLevels()).forEach(promise -> facts.add(promise.name(), promise.words()));
        return facts.html();
    }
}
