package io.millrace.contracts.naming;

import java.util.Locale;
import java.util.regex.Pattern;

/** Default names of topics, before an {@link Environment} is applied. */
public final class Topics {
    /** What Kafka accepts as a topic name. */
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** What a part of a default name may be: domains, products, ports, entities, sources. */
    private static final Pattern LEGAL_PART = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private Topics() {}

    /** {@code <domain>.<entity>.cdc}: the changes of a captured table. */
    public static String changes(String domain, String entity) {
        return domain + "." + entity + ".cdc";
    }

    /** {@code <domain>.<event>.events}: domain events. */
    public static String events(String domain, String event) {
        return domain + "." + event + ".events";
    }

    /** {@code <domain>.<product>.<port>.v<major>}: an output port. */
    public static String output(String domain, String product, String port, String version) {
        return domain + "." + product + "." + port + ".v" + major(version);
    }

    /** {@code <domain>.<product>.dead-letter}. */
    public static String deadLetter(String domain, String product) {
        return domain + "." + product + ".dead-letter";
    }

    /** {@code <domain>.<product>.periods}: what became of the records of each period. */
    public static String periods(String domain, String product) {
        return domain + "." + product + ".periods";
    }

    /** {@code millrace.<source>.offsets}: the offset records of a captured database. */
    public static String offsets(String source) {
        return "millrace." + source + ".offsets";
    }

    /** {@code millrace.files}: how far files came that are loaded into topics of events. */
    public static String files() {
        return "millrace.files";
    }

    /** Whether Kafka accepts the name. */
    public static boolean isLegal(String topic) {
        return LEGAL.matcher(topic).matches() && !topic.equals(".") && !topic.equals("..");
    }

    /** Whether a name can be part of a default topic name: lower-case letters, digits, hyphens and underscores. */
    public static boolean isLegalPart(String name) {
        return LEGAL_PART.matcher(name).matches();
    }

    /** The part of a default name for something named otherwise: {@code PaymentSettled} is {@code payment-settled}. */
    public static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replace('_', '-')
                .replace(' ', '-')
                .toLowerCase(Locale.ROOT);
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        String first = dot < 0 ? version : version.substring(0, dot);
        return first.startsWith("v") ? first.substring(1) : first;
    }
}
