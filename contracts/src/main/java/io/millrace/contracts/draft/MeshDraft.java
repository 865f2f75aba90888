package io.millrace.contracts.draft;

import io.millrace.contracts.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that a product needs around it, where there are none. */
public final class MeshDraft {
    private MeshDraft() {}

    /** {@code mesh.yaml}. */
    public static String mesh(String name) {
        return YamlText.of(
                Map.of("name", name), "Marks the root of the mesh: products find sources and domains from here.");
    }

    /** {@code domain.yaml}. */
    public static String domain(String name, String owner) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("domain", name);
        document.put("owner", owner);
        document.put("retention", "P14D");
        document.put("partitions", 3);
        return YamlText.of(document, "Defaults for every product of the domain.");
    }

    /** {@code policies/masking.yaml}, with a mask for every kind that a name can look like. */
    public static String masking() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        kinds.put("email", mask("strategy", "pseudonymize", "canonical", "lower-case"));
        kinds.put("name", mask("strategy", "redact"));
        kinds.put("phone", mask("strategy", "partial", "last", 3));
        kinds.put("iban", mask("strategy", "partial", "last", 4));
        kinds.put("birth-date", mask("strategy", "generalize", "to", "year"));
        kinds.put("postcode", mask("strategy", "generalize", "prefix", 2));
        kinds.put("street", mask("strategy", "redact"));
        kinds.put("address", mask("strategy", "redact"));
        kinds.put("national-id", mask("strategy", "redact"));
        return YamlText.of(
                Map.of("kinds", kinds),
                "How the domain masks each kind of personal value: a property tagged pii:<kind> gets the mask of its"
                        + " kind.\nAgree on it with those who answer for privacy; a change changes every product of"
                        + " the domain.");
    }

    private static Object mask(Object... keysAndValues) {
        Map<String, Object> mask = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            mask.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return YamlText.flow(mask);
    }
}
