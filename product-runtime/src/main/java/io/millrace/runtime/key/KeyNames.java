package io.millrace.runtime.key;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The keys that contracts ask for by name.
 *
 * @param joinDomains of pseudonyms
 * @param encryption of mask {@code encrypt}
 */
public record KeyNames(List<String> joinDomains, List<EncryptionKey.Name> encryption) {
    public KeyNames {
        joinDomains = joinDomains.stream().distinct().sorted().toList();
        encryption = encryption.stream()
                .distinct()
                .sorted(Comparator.comparing(EncryptionKey.Name::toString))
                .toList();
    }

    /** Keys of pseudonyms only. */
    public static KeyNames ofJoinDomains(Collection<String> joinDomains) {
        return new KeyNames(List.copyOf(Set.copyOf(joinDomains)), List.of());
    }
}
