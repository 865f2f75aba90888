package io.millrace.contracts.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the allowed word that a mistyped one was probably meant to be (Damerau-Levenshtein, restricted edits). */
public final class NearestMatch {

    private NearestMatch() {}

    /**
     * The allowed word nearest to the one found.
     *
     * @return empty where none is near enough to be worth a suggestion: more than a third of its letters differ
     */
    public static Optional<String> of(String found, Collection<String> allowed) {
        String wanted = normal(found);
        return allowed.stream()
                .filter(candidate -> distance(wanted, normal(candidate)) <= tolerance(wanted, candidate))
                .min(Comparator.<String>comparingInt(candidate -> distance(wanted, normal(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code Did you mean 'x'? Allowed: a, b, c.}, without the question where nothing is near. */
    public static String hint(String found, Collection<String> allowed) {
        String list = allowed.stream().sorted().collect(Collectors.joining(", "));
        String allowedText = list.isEmpty() ? "None is allowed here." : "Allowed: " + list + ".";
        return of(found, allowed)
                .map(near -> "Did you mean '" + near + "'? " + allowedText)
                .orElse(allowedText);
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static int tolerance(String wanted, String candidate) {
        return Math.max(1, Math.max(wanted.length(), candidate.length()) / 3);
    }

    private static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[right.length()];
    }
}
