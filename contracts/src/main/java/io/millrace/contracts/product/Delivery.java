package io.millrace.contracts.product;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a product delivers, whatever its contracts say.
 *
 * @param guarantee what it promises when it is killed
 * @param periods what tells consumers that a period is complete, if declared
 * @param replication replicas of the product's topics, the internal ones included; empty: the cluster's default
 */
public record Delivery(Guarantee guarantee, Optional<Periods> periods, OptionalInt replication) {
    /** What holds where the descriptor and the domain say nothing. */
    public static final Delivery PLAIN = new Delivery(Guarantee.EXACTLY_ONCE, Optional.empty(), OptionalInt.empty());

    /** Whether outputs may repeat. */
    public boolean mayRepeat() {
        return guarantee == Guarantee.AT_LEAST_ONCE;
    }
}
