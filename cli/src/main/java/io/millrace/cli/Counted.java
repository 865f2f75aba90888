package io.millrace.cli;

/** A number and what it counts: {@code 1 source}, {@code 2 sources}. */
final class Counted {
    private Counted() {}

    /** @param noun in the singular, one whose plural ends in s */
    static String of(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
