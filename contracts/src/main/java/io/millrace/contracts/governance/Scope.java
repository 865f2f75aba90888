package io.millrace.contracts.governance;

import io.millrace.contracts.product.Product;

/**
 * Where the policies of a file hold.
 *
 * @param folder of the domain, with a slash at its end; empty: everywhere
 */
record Scope(String folder) {
    static final Scope EVERYWHERE = new Scope("");

    boolean holdsFor(Product product) {
        return product.location().file().startsWith(folder);
    }
}
