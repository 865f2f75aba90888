package io.millrace.runtime.code;

/**
 * A record of an input port cannot be read. The product that serves it has judged it, so this is no matter of one
 * record: the topic, the registry or the contract is not what the product was built against.
 */
public final class UnreadableInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableInputException(String port, String topic, String why) {
        super("input port " + port + ": a record of topic " + topic + " " + why
                + ". Nothing was skipped; mend it, then start the product again.");
    }
}
