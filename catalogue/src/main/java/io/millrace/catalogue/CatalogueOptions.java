package io.millrace.catalogue;

import java.util.regex.Pattern;

/**
 * What a site says beside the mesh.
 *
 * @param bootstrapServers Kafka's addresses, for the programs that show how to read
 * @param registryUrl base URL of the schema registry, for the same
 */
public record CatalogueOptions(String bootstrapServers, String registryUrl) {
    /** What can stand between quotes in any of the languages. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9_.:,/\\[\\]%?=~+-]{1,500}");

    /** Addresses that a reader replaces by those of the cluster. */
    public static final CatalogueOptions DEFAULT = new CatalogueOptions("localhost:9092", "http://localhost:8081");

    /** @throws IllegalArgumentException where an address has other characters than addresses have */
    public CatalogueOptions {
        check("bootstrap servers", bootstrapServers);
        check("registry URL", registryUrl);
    }

    private static void check(String name, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "The " + name + " must be letters, digits and the signs of addresses, such as kafka.example:9092.");
        }
    }
}
