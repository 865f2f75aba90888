package io.millrace.runtime.check;

import io.millrace.runtime.record.Cell;
import java.util.Optional;

/** Reads a contract's text as a value of the type at hand. */
@FunctionalInterface
public interface Literals {
    /** The value, or empty where the text is none of the type. */
    Optional<Cell> parse(String text);
}
