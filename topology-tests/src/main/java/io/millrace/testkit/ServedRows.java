package io.millrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.PseudonymKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Rows that other products serve to a Java topology: of the schema of their contract, and with tokens where that says
 * so. A case writes {@code <token ada>} for the token of {@code ada} in the field's join domain, with the case's keys.
 */
final class ServedRows {
    private static final Pattern TOKEN = Pattern.compile("<token ([\\w-]+)>");
    private static final int TOKEN_BYTES = 16;

    private final Product product;
    private final KeyRing keys;

    ServedRows(Product product, KeyRing keys) {
        this.product = product;
        this.keys = keys;
    }

    /** What the port's contract serves; empty where no Java topology reads it. */
    Optional<Schema> schema(String port) {
        return contract(port).map(ContractSchema::of);
    }

    /** The row with its tokens. */
    GenericRecord row(String port, GenericRecord row) {
        contract(port)
                .ifPresent(contract -> contract.fields().stream()
                        .filter(field -> row.hasField(field.name()) && row.get(field.name()) instanceof CharSequence)
                        .forEach(field -> row.put(
                                field.name(),
                                withTokens(field, row.get(field.name()).toString()))));
        return row;
    }

    /** The key with its tokens, all of the join domain of the first key field that has one. */
    String key(String port, String key) {
        return contract(port)
                .flatMap(contract -> contract.keyFields().stream()
                        .filter(field -> masked(field) instanceof Mask.Pseudonymize)
                        .findFirst())
                .map(field -> withTokens(field, key))
                .orElse(key);
    }

    private Optional<RowContract> contract(String port) {
        return product.topology()
                .flatMap(topology -> Optional.ofNullable(topology.inputs().get(port)));
    }

    /** The mask that a field bears, whoever has applied it. */
    static Mask masked(Field field) {
        return field.mask() instanceof Mask.Arrived arrived ? arrived.mask() : field.mask();
    }

    private String withTokens(Field field, String text) {
        if (!(masked(field) instanceof Mask.Pseudonymize mask)) {
            return text;
        }
        Matcher token = TOKEN.matcher(text);
        return token.replaceAll(found -> Matcher.quoteReplacement(token(mask.joinDomain(), found.group(1))));
    }

    private String token(String joinDomain, String name) {
        PseudonymKey key = keys.pseudonymKey(joinDomain);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
            byte[] digest = mac.doFinal((joinDomain + "\0" + name).getBytes(UTF_8));
            return key.id() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOKEN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HmacSHA256, which every one must have", e);
        }
    }
}
