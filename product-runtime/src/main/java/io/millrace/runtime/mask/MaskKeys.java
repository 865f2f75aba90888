package io.millrace.runtime.mask;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.key.EncryptionKey;
import io.millrace.runtime.key.EncryptionKey.Name.Cipher;
import io.millrace.runtime.key.KeyNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which keys the masks of products need. */
public final class MaskKeys {
    private MaskKeys() {}

    /** The keys that the contracts of products name, at any depth of their fields. */
    public static KeyNames of(Collection<Product> products) {
        List<String> joinDomains = new ArrayList<>();
        List<EncryptionKey.Name> encryption = new ArrayList<>();
        products.stream()
                .flatMap(product -> product.outputPorts().stream())
                .flatMap(port -> port.contract().everyField().stream())
                .map(Field::mask)
                .map(mask -> mask instanceof Mask.Arrived arrived ? arrived.mask() : mask)
                .forEach(mask -> {
                    if (mask instanceof Mask.Pseudonymize pseudonym) {
                        joinDomains.add(pseudonym.joinDomain());
                    } else if (mask instanceof Mask.Encrypt encrypt) {
                        encryption.add(nameOf(encrypt));
                    }
                });
        return new KeyNames(joinDomains, encryption);
    }

    static EncryptionKey.Name nameOf(Mask.Encrypt mask) {
        return new EncryptionKey.Name(mask.deterministic() ? Cipher.SIV : Cipher.GCM, mask.key());
    }
}
