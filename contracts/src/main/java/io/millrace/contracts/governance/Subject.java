package io.millrace.contracts.governance;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.Product;
import java.util.Map;
import java.util.Optional;

/**
 * Something a policy judges.
 *
 * @param kind what it is
 * @param product whose it is
 * @param contract id of the contract, where it is one or a part of one
 * @param field name of the field, where it is one
 * @param at where what is found is told
 * @param facts the variables of a condition, by name
 */
record Subject(
        Kind kind,
        Product product,
        Optional<String> contract,
        Optional<String> field,
        Place at,
        Map<String, Map<String, Object>> facts) {

    /** What policies are about. */
    enum Kind {
        PRODUCT,
        PORT,
        CONTRACT,
        FIELD
    }

    /** The facts of one variable. */
    Map<String, Object> of(String variable) {
        return facts.getOrDefault(variable, Map.of());
    }

    /** As people call it, such as {@code field total of contract checkout.orders.order}. */
    String words() {
        return switch (kind) {
            case PRODUCT -> "product " + product.qualifiedName();
            case PORT -> "output port " + of("port").get("name") + " of product " + product.qualifiedName();
            case CONTRACT -> "contract " + contract.orElse("");
            case FIELD -> "field " + field.orElse("") + " of contract " + contract.orElse("");
        };
    }
}
