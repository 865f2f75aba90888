package io.millrace.catalogue.page;

import io.millrace.catalogue.markup.Html;
import io.millrace.contracts.compatibility.Difference;
import io.millrace.contracts.compatibility.Impact;
import io.millrace.contracts.compatibility.ProductDifference;
import java.util.List;
import java.util.function.Predicate;

/** What changed since an earlier version, and whom it concerns. */
final class ChangesPart {
    private ChangesPart() {}

    /** @param subjects which of the product's differences to show */
    static Html of(ProductDifference product, Predicate<String> subjects) {
        List<Difference> shown = product.differences().stream()
                .filter(difference -> subjects.test(difference.subject()))
                .toList();
        Html part = Html.of("div").add(Html.of("p", versions(product)));
        if (shown.isEmpty()) {
            return part.add(Html.of("p", "Nothing that concerns this page."));
        }
        Table table = new Table("Changes", "What", "Change", "What it means");
        for (Difference difference : shown) {
            Html impact = Tags.badge(
                    difference.impact() == Impact.BREAKING ? "warn" : "",
                    difference.impact().words());
            table.row(
                    "",
                    Html.of(
                            "div",
                            Html.of("div", difference.element()),
                            Html.of("div", difference.subject()).type("quiet")),
                    Html.of("span", difference.what()),
                    Html.of("div", impact, Html.of("div", difference.why())));
        }
        return part.add(table.html());
    }

    private static String versions(ProductDifference product) {
        if (product.from().isEmpty()) {
            return "New in " + product.to() + ".";
        }
        return "From product version " + product.from() + " to " + product.to() + ":";
    }
}
