package io.millrace.contracts.mesh;

import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.problem.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Products in an order in which a Java topology comes after the products that serve what it reads. */
final class ReadOrder {
    private ReadOrder() {}

    /** The wanted products, and those that serve what a Java topology among them reads. */
    static Set<ProductDocument> neededBy(Collection<ProductDocument> wanted, Collection<ProductDocument> products) {
        Set<ProductDocument> needed = new LinkedHashSet<>();
        Deque<ProductDocument> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            ProductDocument product = open.remove();
            if (needed.add(product) && product.topology().isPresent()) {
                Set<String> read = product.inputs().stream()
                        .map(input -> input.contractId().value())
                        .collect(Collectors.toSet());
                products.stream()
                        .filter(other -> other.outputs().stream()
                                .anyMatch(output ->
                                        read.contains(output.contractId().value())))
                        .forEach(open::add);
            }
        }
        return needed;
    }

    /** All products; those that read each other in a circle are noted and left out. */
    static List<ProductDocument> of(Collection<ProductDocument> products, Problems problems) {
        List<ProductDocument> order = new ArrayList<>();
        List<ProductDocument> waiting = new ArrayList<>();
        products.forEach(product -> (product.topology().isPresent() ? waiting : order).add(product));
        boolean moved = true;
        while (moved) {
            Set<String> notYet = waiting.stream()
                    .flatMap(product -> product.outputs().stream())
                    .map(output -> output.contractId().value())
                    .collect(Collectors.toCollection(HashSet::new));
            moved = false;
            for (Iterator<ProductDocument> each = waiting.iterator(); each.hasNext(); ) {
                ProductDocument product = each.next();
                boolean ready = product.inputs().stream()
                        .noneMatch(input -> notYet.contains(input.contractId().value()));
                if (ready) {
                    order.add(product);
                    each.remove();
                    moved = true;
                }
            }
        }
        waiting.forEach(product -> problems.error(
                product.at(),
                "The Java topologies of these products read each other in a circle: "
                        + waiting.stream().map(each -> each.name().value()).collect(Collectors.joining(", "))
                        + ". Cut it at one of them."));
        return order;
    }
}
