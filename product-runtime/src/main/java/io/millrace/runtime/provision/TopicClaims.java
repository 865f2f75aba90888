package io.millrace.runtime.provision;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which topics products write, and which of them two would write. A mesh is checked for that as a whole; products that
 * come from several places are checked here. Products of one name are never both right. Of two that write one topic, the
 * one after whose application it is named owns it; where it is named after neither, none is started, since a guess would
 * mix two products' records.
 */
public final class TopicClaims {
    private final Collection<Product> products;
    private final Map<Product, List<String>> refused = new LinkedHashMap<>();

    private TopicClaims(Collection<Product> products) {
        this.products = products;
    }

    /** What stands in the way of products, each with its reasons; those in whose way nothing stands are left out. */
    public static Map<Product, List<String>> refused(Collection<Product> products) {
        TopicClaims claims = new TopicClaims(products);
        claims.sameNames();
        if (claims.refused.isEmpty()) {
            claims.sameTopics();
        }
        return claims.refused;
    }

    private void sameNames() {
        Map<String, List<Product>> byApplication = new TreeMap<>();
        products.forEach(product -> byApplication
                .computeIfAbsent(product.applicationId(), absent -> new ArrayList<>())
                .add(product));
        byApplication.forEach((application, same) -> {
            if (same.size() > 1) {
                String versions =
                        String.join(" and ", same.stream().map(Product::version).toList());
                same.forEach(product -> refuse(
                        product,
                        "product " + product.qualifiedName() + " is given " + same.size() + " times, in version "
                                + versions + "; give one of them"));
            }
        });
    }

    private void sameTopics() {
        Map<String, List<Product>> writers = new TreeMap<>();
        products.forEach(product -> written(product)
                .forEach(topic -> writers.computeIfAbsent(topic, absent -> new ArrayList<>())
                        .add(product)));
        writers.forEach((topic, claimants) -> {
            for (Product claimant : claimants) {
                boolean owner = isNamedAfter(topic, claimant);
                claimants.stream()
                        .filter(other -> !other.equals(claimant) && !owner)
                        .forEach(other -> refuse(
                                claimant,
                                "topic " + topic + " is written by "
                                        + (isNamedAfter(topic, other) ? "its owner " : "") + other.qualifiedName()
                                        + " as well; remove 'physicalName', or choose another, in one of them"));
            }
        });
    }

    private void refuse(Product product, String reason) {
        refused.computeIfAbsent(product, absent -> new ArrayList<>()).add(reason);
    }

    private static boolean isNamedAfter(String topic, Product product) {
        return topic.startsWith(product.applicationId() + ".");
    }

    private static Set<String> written(Product product) {
        Set<String> topics = new TreeSet<>();
        product.outputPorts().stream().map(OutputPort::topic).forEach(topics::add);
        topics.add(product.deadLetterTopic());
        product.delivery().periods().ifPresent(periods -> topics.add(periods.topic()));
        return topics;
    }
}
