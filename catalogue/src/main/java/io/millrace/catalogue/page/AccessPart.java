package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.model.Contacts;
import io.millrace.catalogue.model.Written;

/** Who may read a port, and how others come to. */
final class AccessPart {
    private AccessPart() {}

    static Html of(ProductEntry product, PortEntry port) {
        Html part = Html.of("div");
        Table table = new Table("Roles", "Role", "May", "Kafka principal");
        for (Written role : port.contract().maps("roles")) {
            String principal = role.ours().text("principal");
            table.row(
                    "",
                    Html.of("div", Html.of("div", role.text("role")))
                            .add(Html.of("div", role.text("description")).type("quiet")),
                    Html.of("span", role.text("access").isEmpty() ? "read" : role.text("access")),
                    principal.isEmpty() ? Html.of("span", "not managed here").type("quiet") : Tags.code(principal));
        }
        part.add(table.isEmpty() ? Html.of("p", "The contract names nobody who may read.") : table.html());
        String owner = Contacts.of(product, port).owner();
        return part.add(
                Html.of(
                                "p",
                                "To get access, ask "
                                        + (owner.isEmpty()
                                                ? "the domain "
                                                        + product.product().domain()
                                                : owner) + " to add a role with your Kafka principal to ")
                        .add(Tags.code(port.port().contract().location().file()))
                        .add(
                                ". The grant is READ on the topic; your consumer group's own permission comes from whoever runs the cluster."));
    }
}
