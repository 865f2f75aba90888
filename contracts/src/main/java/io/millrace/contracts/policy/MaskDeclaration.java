package io.millrace.contracts.policy;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.Mask;
import java.util.Optional;

/** A mask as written in a policy or at a field. */
public sealed interface MaskDeclaration {

    /** Where it is written. */
    Place at();

    /**
     * The mask.
     *
     * @param defaultJoinDomain for a pseudonym that names none
     */
    Mask bind(String defaultJoinDomain);

    /** A mask that says all itself. */
    record Settled(Place at, Mask mask) implements MaskDeclaration {
        @Override
        public Mask bind(String defaultJoinDomain) {
            return mask;
        }
    }

    /** Encryption, with a key named or not. */
    record Encryption(Place at, Optional<String> key, boolean deterministic) implements MaskDeclaration {
        @Override
        public Mask bind(String defaultJoinDomain) {
            return new Mask.Encrypt(key.orElse(defaultJoinDomain), deterministic);
        }
    }

    /** A pseudonym, of a join domain named or not. */
    record Pseudonym(Place at, Optional<String> joinDomain, Mask.CanonicalForm canonical) implements MaskDeclaration {
        @Override
        public Mask bind(String defaultJoinDomain) {
            return new Mask.Pseudonymize(joinDomain.orElse(defaultJoinDomain), canonical);
        }
    }
}
