package io.millrace.runtime.mask;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
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
    private final List<String> joinDomains = new ArrayList<>();
    private final List<EncryptionKey.Name> encryption = new ArrayList<>();

    private MaskKeys() {}

    /** The keys that the contracts of products name, at any depth of their fields. */
    public static KeyNames of(Collection<Product> products) {
        MaskKeys keys = new MaskKeys();
        products.stream()
                .flatMap(product -> product.outputPorts().stream())
                .forEach(port -> port.contract().fields().forEach(keys::collect));
        return new KeyNames(keys.joinDomains, keys.encryption);
    }

    private void collect(Field field) {
        if (field.mask() instanceof Mask.Pseudonymize pseudonym) {
            joinDomains.add(pseudonym.joinDomain());
        } else if (field.mask() instanceof Mask.Encrypt encrypt) {
            encryption.add(nameOf(encrypt));
        }
        if (field.type() instanceof FieldType.Struct struct) {
            struct.fields().forEach(this::collect);
        } else if (field.type() instanceof FieldType.ListOf list) {
            collect(list.element());
        } else if (field.type() instanceof FieldType.MapOf map) {
            collect(map.value());
        }
    }

    static EncryptionKey.Name nameOf(Mask.Encrypt mask) {
        return new EncryptionKey.Name(mask.deterministic() ? Cipher.SIV : Cipher.GCM, mask.key());
    }
}
