package io.millrace.contracts.governance;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Product;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All policies of a mesh, its exceptions, and how the built-in ones are set. */
record PolicySet(List<Policy> policies, Map<BuiltIn, List<Setting>> settings, List<Exemption> exemptions) {

    PolicySet {
        policies = List.copyOf(policies);
        settings = Map.copyOf(settings);
        exemptions = List.copyOf(exemptions);
    }

    /** Notes settings of a domain that are laxer than the mesh's. */
    void refuseLaxer(Problems problems) {
        settings.forEach((policy, all) -> {
            Level everywhere = all.stream()
                    .filter(setting -> setting.scope().equals(Scope.EVERYWHERE))
                    .flatMap(setting -> setting.level().stream())
                    .findFirst()
                    .orElse(policy.level());
            for (Setting setting : all) {
                setting.level().filter(level -> level.compareTo(everywhere) < 0).ifPresent(level -> {
                    if (!setting.scope().equals(Scope.EVERYWHERE)) {
                        problems.error(
                                setting.at(),
                                "A domain may be stricter than the mesh, where '" + policy.id() + "' is "
                                        + everywhere.name().toLowerCase(java.util.Locale.ROOT)
                                        + ", not laxer. Write exceptions, which have a reason and expire.");
                    }
                });
            }
        });
    }

    Level level(BuiltIn policy, Product product) {
        return setting(policy, product, Setting::level).orElse(policy.level());
    }

    /** What the domain says, else the mesh. */
    <T> Optional<T> setting(BuiltIn policy, Product product, Function<Setting, Optional<T>> part) {
        return settings.getOrDefault(policy, List.of()).stream()
                .filter(setting -> setting.scope().holdsFor(product))
                .sorted((one, other) -> Integer.compare(
                        other.scope().folder().length(), one.scope().folder().length()))
                .flatMap(setting -> part.apply(setting).stream())
                .findFirst();
    }
}
