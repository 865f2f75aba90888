package io.millrace.catalogue.page;

import io.millrace.catalogue.CatalogueOptions;
import io.millrace.catalogue.lineage.LineageGraph;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.contracts.compatibility.ProductDifference;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the pages of a site are made of.
 *
 * @param changeLogs gives the change log beside a contract's file, or an empty text
 * @param differences what changed since an earlier version; may be empty
 */
public record Site(
        CatalogueModel model,
        LineageGraph graph,
        CatalogueOptions options,
        UnaryOperator<String> changeLogs,
        List<ProductDifference> differences) {

    public Site {
        differences = List.copyOf(differences);
    }

    /** What changed in a product. */
    Optional<ProductDifference> differenceOf(String product) {
        return differences.stream()
                .filter(found -> found.product().equals(product))
                .findFirst();
    }
}
