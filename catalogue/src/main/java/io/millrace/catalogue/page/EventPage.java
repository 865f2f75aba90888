package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.EventEntry;
import io.millrace.catalogue.model.Slug;
import io.millrace.catalogue.model.Written;
import io.millrace.catalogue.words.InputWords;
import java.util.List;

/** The page of a contract of domain events: what products read. */
final class EventPage {
    private final CatalogueModel model;
    private final EventEntry event;

    EventPage(CatalogueModel model, EventEntry event) {
        this.model = model;
        this.event = event;
    }

    String write() {
        Page page =
                new Page(event.page(), IndexPage.title(model), event.id()).below("index.html", IndexPage.title(model));
        page.add(Html.of("h1", event.id()).add(Html.of("span", " domain events").type("quiet")));
        String purpose = event.contract().text("description", "purpose");
        if (!purpose.isEmpty()) {
            page.add(Tags.prose(purpose).type("lead"));
        }
        page.add(new Tags.Facts()
                .code("Topic", event.topic())
                .add("Format", InputWords.of(event.format()))
                .add("Version", event.contract().text("version"))
                .add("Status", event.contract().text("status"))
                .code("Contract", event.file())
                .html());
        page.add(Html.of(
                        "p",
                        "This is a raw topic: it may hold personal data in clear. Producers write it and products read it; consumers read the products.")
                .type("note"));
        Table fields = new Table("Fields of the event", "Field", "Type", "Meaning", "Personal data");
        event.contract().maps("schema").stream()
                .findFirst()
                .ifPresent(object -> add(fields, "", object.maps("properties")));
        if (!fields.isEmpty()) {
            page.section("fields", "Fields", fields.html());
        }
        page.section("readers", "Read by", readers(page.root()));
        return page.write();
    }

    private static void add(Table table, String prefix, List<Written> properties) {
        for (Written property : properties) {
            String own =
                    property.text("physicalName").isEmpty() ? property.text("name") : property.text("physicalName");
            String name = prefix + own;
            String personal = property.texts("tags").stream()
                    .filter(tag -> tag.equals("pii") || tag.startsWith("pii:"))
                    .findFirst()
                    .orElse("");
            String anchor = "field-" + Slug.of(name);
            table.row(
                    anchor,
                    Html.of("div", Tags.link("#" + anchor, name).type("field"))
                            .add(Html.of("div", badge(property)).type("badges")),
                    Html.of("div", property.text("logicalType"))
                            .add(Html.of("div", property.text("physicalType")).type("quiet")),
                    Html.of("span", property.text("description")),
                    personal.isEmpty()
                            ? Html.of("span", "no").type("quiet")
                            : Tags.badge("personal", personal.equals("pii") ? "pii" : personal.substring(4)));
            add(table, name + ".", property.maps("properties"));
            add(table, name + ".", property.map("items").maps("properties"));
        }
    }

    private static Html badge(Written property) {
        return property.text("required").equals("true")
                ? Tags.badge("required", "required")
                : Tags.badge("", "may be missing");
    }

    private Html readers(String root) {
        Html list = Html.of("ul");
        event.readers()
                .forEach(reader -> model.products().stream()
                        .filter(product -> product.product().equals(reader.product()))
                        .forEach(product -> list.add(Html.of(
                                        "li",
                                        Tags.link(
                                                root + product.page() + "#input-"
                                                        + reader.port().name(),
                                                product.product().qualifiedName() + ", input port "
                                                        + reader.port().name()))
                                .add(": " + InputWords.of(reader.port().identity())))));
        return list;
    }
}
