package io.millrace.runtime.lifecycle;

import java.util.List;

/** A product that cannot start, with everything that is missing or wrong. */
public final class ProductStartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Of problems that waiting does not cure.
     *
     * @param product {@code <domain>.<product>}
     */
    public ProductStartException(String product, List<String> problems) {
        super("Product " + product + " cannot start:" + System.lineSeparator() + "  "
                + String.join(System.lineSeparator() + "  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each says what was found and what to do next. */
    public List<String> problems() {
        return problems;
    }
}
