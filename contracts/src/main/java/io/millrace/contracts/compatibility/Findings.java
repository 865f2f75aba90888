package io.millrace.contracts.compatibility;

import java.util.ArrayList;
import java.util.List;

/** Collects the changes of one subject. */
final class Findings {
    private final String subject;
    private final List<Difference> found = new ArrayList<>();

    Findings(String subject) {
        this.subject = subject;
    }

    void breaking(String element, String what, String why) {
        add(element, what, why, Impact.BREAKING);
    }

    void compatible(String element, String what, String why) {
        add(element, what, why, Impact.COMPATIBLE);
    }

    void documentation(String element, String what) {
        add(element, what, "for people; nothing that runs changes", Impact.DOCUMENTATION);
    }

    void add(String element, String what, String why, Impact impact) {
        found.add(new Difference(subject, element, what, why, impact));
    }

    /** Whether something was found at an element. */
    boolean has(String element) {
        return found.stream().anyMatch(difference -> difference.element().equals(element));
    }

    List<Difference> list() {
        return List.copyOf(found);
    }
}
