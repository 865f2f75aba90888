package io.millrace.contracts.compatibility;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What changed between two versions of a mesh, or of one product. */
public final class MeshDifference {
    private MeshDifference() {}

    /** The products that changed, came or went, ordered by name; those without any change are left out. */
    public static List<ProductDifference> between(Mesh old, Mesh now) {
        if (old.products().size() == 1 && now.products().size() == 1) {
            // One product against one: the question is about these two, whatever they are called.
            ProductDifference found = new ProductComparison(old, now)
                    .compare(old.products().get(0), now.products().get(0));
            return found.differences().isEmpty() ? List.of() : List.of(found);
        }
        Map<String, Product> before = byName(old);
        Map<String, Product> after = byName(now);
        List<ProductDifference> found = new ArrayList<>();
        var comparison = new ProductComparison(old, now);
        before.forEach((name, product) -> {
            Product successor = after.get(name);
            found.add(successor == null ? ProductComparison.gone(product) : comparison.compare(product, successor));
        });
        after.forEach((name, product) -> {
            if (!before.containsKey(name)) {
                found.add(ProductComparison.come(product));
            }
        });
        return found.stream()
                .filter(product -> !product.differences().isEmpty())
                .sorted(java.util.Comparator.comparing(ProductDifference::product))
                .toList();
    }

    private static Map<String, Product> byName(Mesh mesh) {
        Map<String, Product> products = new LinkedHashMap<>();
        mesh.products().forEach(product -> products.put(product.qualifiedName(), product));
        return products;
    }
}
