package io.millrace.runtime.expression;

/** An expression of a contract does not parse or does not type-check. The text quotes the contract only. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExpressionException(String message) {
        super(message);
    }
}
