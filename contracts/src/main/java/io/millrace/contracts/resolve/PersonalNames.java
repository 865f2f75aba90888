package io.millrace.contracts.resolve;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses from a name that a field may be personal. Only ever a hint: what is personal is what the contract tags. The
 * guess errs towards asking, since answering is one line.
 */
public final class PersonalNames {
    /** A single word that gives a field away. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("email", "email"),
            Map.entry("mail", "email"),
            Map.entry("phone", "phone"),
            Map.entry("mobile", "phone"),
            Map.entry("telephone", "phone"),
            Map.entry("iban", "iban"),
            Map.entry("birth", "birth-date"),
            Map.entry("birthday", "birth-date"),
            Map.entry("birthdate", "birth-date"),
            Map.entry("dob", "birth-date"),
            Map.entry("firstname", "name"),
            Map.entry("lastname", "name"),
            Map.entry("surname", "name"),
            Map.entry("fullname", "name"),
            Map.entry("address", "address"),
            Map.entry("street", "street"),
            Map.entry("postcode", "postcode"),
            Map.entry("zip", "postcode"),
            Map.entry("ssn", "national-id"),
            Map.entry("passport", "national-id"),
            Map.entry("payer", "name"),
            Map.entry("payee", "name"));

    /** What makes the word {@code name} beside it a person's. */
    private static final Set<String> PEOPLE = Set.of(
            "first",
            "last",
            "full",
            "family",
            "given",
            "middle",
            "maiden",
            "customer",
            "person",
            "user",
            "contact",
            "holder",
            "owner",
            "recipient",
            "employee",
            "patient",
            "guest",
            "driver");

    private PersonalNames() {}

    /** The kind a name looks like, such as {@code email} for {@code billing_email}. */
    public static Optional<String> kindOf(String name) {
        List<String> words = words(name);
        boolean namesPerson =
                words.contains("name") && (words.size() == 1 || words.stream().anyMatch(PEOPLE::contains));
        if (namesPerson) {
            return Optional.of("name");
        }
        return words.stream().filter(WORDS::containsKey).map(WORDS::get).findFirst();
    }

    private static List<String> words(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_');
        String joined = spaced.toLowerCase(Locale.ROOT).replace("e_mail", "email");
        return List.of(joined.split("_+"));
    }
}
