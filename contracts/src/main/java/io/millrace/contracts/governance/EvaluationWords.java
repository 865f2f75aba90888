package io.millrace.contracts.governance;

import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a condition could not be evaluated, in words. What it was evaluated on are contracts, which are no secret. */
final class EvaluationWords {
    private static final Pattern POSITION = Pattern.compile("^evaluation error(?: at \\S+)?: ");
    private static final Pattern FUNCTION = Pattern.compile("for function '_?(.+?)_?'");

    private EvaluationWords() {}

    static String of(CelEvaluationException failed) {
        String message = POSITION.matcher(String.valueOf(failed.getMessage()).replaceAll("\\s+", " "))
                .replaceFirst("");
        return switch (failed.getErrorCode()) {
            case OVERLOAD_NOT_FOUND -> {
                Matcher function = FUNCTION.matcher(message);
                yield (function.find() ? "'" + function.group(1) + "'" : "a function")
                        + " does not take what it is given; what is not said is null. Write '<name> != null && ...'.";
            }
            case DIVIDE_BY_ZERO -> "it divides by zero.";
            default -> message.endsWith(".") ? message : message + ".";
        };
    }
}
