package io.millrace.catalogue.example;

import io.millrace.catalogue.words.TypeWords;
import io.millrace.contracts.product.Mask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.avro.Schema;

/** What a masked value looks like. */
public final class MaskedExample {
    private static final int YEAR = 1985;

    private MaskedExample() {}

    /**
     * A value of the mask's shape; empty for null, and where nothing is masked.
     *
     * @param schema of the field, after masking
     */
    public static Optional<Object> of(Mask mask, Schema schema) {
        if (mask instanceof Mask.Arrived arrived) {
            return of(arrived.mask(), schema);
        } else if (mask instanceof Mask.Pseudonymize pseudonym) {
            return Optional.of(ExampleToken.of(pseudonym.joinDomain()));
        } else if (mask instanceof Mask.Encrypt encrypt) {
            boolean text = TypeWords.present(schema).getType() == Schema.Type.STRING;
            String token = ExampleToken.of(encrypt.key());
            // Bytes stand in base64, as everywhere in examples.
            return Optional.of(
                    text ? token : Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        } else if (mask instanceof Mask.Redact redact) {
            return Optional.of(redact.replacement());
        } else if (mask instanceof Mask.KeepLast last) {
            return Optional.of("********" + digits(last.characters()));
        } else if (mask instanceof Mask.KeepEmailDomain) {
            return Optional.of("***@example.com");
        } else if (mask instanceof Mask.KeepPrefix prefix) {
            return Optional.of(digits(prefix.characters()));
        } else if (mask instanceof Mask.Year) {
            boolean text = TypeWords.present(schema).getType() == Schema.Type.STRING;
            return Optional.of(text ? String.valueOf(YEAR) : (Object) YEAR);
        } else if (mask instanceof Mask.Bucket bucket) {
            return Optional.of(bucket.width());
        } else if (mask instanceof Mask.Drop || mask instanceof Mask.None) {
            return Optional.empty();
        }
        throw new IllegalStateException("No example for " + mask.getClass());
    }

    private static String digits(int count) {
        return "1234567890".repeat(count / 10 + 1).substring(0, count);
    }
}
