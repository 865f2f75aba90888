package io.millrace.testkit;

import java.util.HashMap;
import java.util.Map;

/**
 * The names a case gives to pseudonyms, which are keyed and therefore not known to its author: within one case, one
 * name stands for one token, and two names never for the same.
 */
final class TokenNames {
    private final Map<String, String> tokenByName = new HashMap<>();
    private final Map<String, String> nameByToken = new HashMap<>();

    /** Whether the token may bear the name; from then on it does. */
    boolean agree(String name, String token) {
        return tokenByName.getOrDefault(name, token).equals(token)
                && nameByToken.getOrDefault(token, name).equals(name)
                && bind(name, token);
    }

    private boolean bind(String name, String token) {
        tokenByName.put(name, token);
        nameByToken.put(token, name);
        return true;
    }

    /** The text with known tokens replaced by their names. */
    String named(String text) {
        String named = text;
        for (Map.Entry<String, String> token : nameByToken.entrySet()) {
            named = named.replace(token.getKey(), "<token " + token.getValue() + ">");
        }
        return named;
    }
}
