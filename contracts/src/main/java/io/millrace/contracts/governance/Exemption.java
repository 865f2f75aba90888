package io.millrace.contracts.governance;

import io.millrace.contracts.problem.Place;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An exception from a policy, for a time. (The word exception is Java's.)
 *
 * @param product {@code <domain>.<product>}, if it is for one
 * @param contract id of a contract, if it is for one
 * @param field name of a field, if it is for one
 * @param owner who answers for it
 * @param expires last day on which it counts, UTC
 */
record Exemption(
        Place at,
        String policy,
        Optional<String> product,
        Optional<String> contract,
        Optional<String> field,
        String owner,
        String reason,
        LocalDate expires,
        Scope scope) {

    boolean covers(String id, Subject subject) {
        return policy.equals(id)
                && scope.holdsFor(subject.product())
                && product.map(subject.product().qualifiedName()::equals).orElse(true)
                && contract.map(found -> subject.contract().equals(Optional.of(found)))
                        .orElse(true)
                && field.map(found -> subject.field().equals(Optional.of(found)))
                        .orElse(true);
    }

    boolean hasExpired(LocalDate today) {
        return today.isAfter(expires);
    }
}
