package io.millrace.cli.demo.traffic;

import java.math.BigInteger;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invents people. Every value is noted in {@link PersonalValues} before it is handed out. */
final class People {
    private static final List<String> GIVEN = List.of(
            "Amélie",
            "Björn",
            "Chiara",
            "Dilan",
            "Edith",
            "Florian",
            "Giulia",
            "Håkon",
            "Ilse",
            "Joana",
            "Kasper",
            "Lucía",
            "Marek",
            "Noor",
            "Ottilie",
            "Paweł",
            "Rosalind",
            "Søren",
            "Tomás",
            "Ulrike",
            "Valérie",
            "Wiebke",
            "Yusuf",
            "Zoë");
    private static final List<String> FAMILY = List.of(
            "Andersson",
            "Baumgartner",
            "Castellano",
            "Dąbrowski",
            "Eriksen",
            "Fitzgerald",
            "Grandjean",
            "Holzapfel",
            "Ivanović",
            "Jørgensen",
            "Kowalczyk",
            "Lindqvist",
            "Montefiore",
            "Nakamura",
            "Oliveira",
            "Papadakis",
            "Quintero",
            "Rasmussen",
            "Szymański",
            "Thorvaldsen",
            "Umlauf",
            "Vandenberghe",
            "Wójcik",
            "Zimmermann");
    private static final List<String> STREETS = List.of(
            "Lindenallee",
            "Rue des Tilleuls",
            "Kastanienweg",
            "Via dei Mulini",
            "Calle del Molino",
            "Mill Lane",
            "Vesterbrogade",
            "Plac Zamkowy",
            "Keizersgracht",
            "Rua da Nora");
    private static final List<String> CITIES = List.of(
            "Antwerpen", "Berlin", "Cork", "Debrecen", "Esbjerg", "Firenze", "Gdańsk", "Huelva", "Lyon", "Porto");
    private static final int LETTERS = 26;

    private final Random random;
    private final PersonalValues values;

    People(Random random, PersonalValues values) {
        this.random = random;
        this.values = values;
    }

    String name() {
        return values.note(
                one(GIVEN) + " " + letter() + letter() + "-" + one(FAMILY) + " " + (char) ('A' + letterIndex()));
    }

    String emailOf(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^\\p{ASCII}]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", ".");
        return values.note(
                plain + "+" + random.nextInt(100_000) + "@" + one(List.of("mail", "post", "inbox")) + ".example");
    }

    String phone() {
        return values.note(String.format(
                Locale.ROOT,
                "+%d %03d %03d %04d",
                30 + random.nextInt(60),
                random.nextInt(1000),
                random.nextInt(1000),
                random.nextInt(10_000)));
    }

    /** The day itself is not searched for: as a number of days it is too short to be told from chance. */
    LocalDate birthDate() {
        return LocalDate.of(1940, 1, 1).plusDays(random.nextInt(24_000));
    }

    String street() {
        return values.note(one(STREETS) + " " + (1 + random.nextInt(9_999)) + Character.toLowerCase(letter()));
    }

    /** Like {@code SW1A 2AA}: long enough to be searched for. */
    String postcode() {
        return values.note(String.format(
                Locale.ROOT,
                "%c%c%d%c %d%c%c",
                letter(),
                letter(),
                1 + random.nextInt(9),
                letter(),
                random.nextInt(10),
                letter(),
                letter()));
    }

    String city() {
        return one(CITIES);
    }

    /** A German IBAN with valid check digits (ISO 13616). */
    String iban() {
        String account = String.format(
                Locale.ROOT,
                "%08d%010d",
                10_000_000 + random.nextInt(89_999_999),
                Math.floorMod(random.nextLong(), 10_000_000_000L));
        int check = 98
                - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return values.note("DE" + String.format(Locale.ROOT, "%02d", check) + account);
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private char letter() {
        return (char) ('A' + letterIndex());
    }

    private int letterIndex() {
        return random.nextInt(LETTERS);
    }
}
