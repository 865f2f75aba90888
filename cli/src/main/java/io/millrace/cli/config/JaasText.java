package io.millrace.cli.config;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of {@code sasl.jaas.config}. It names a class that is then run with what stands beside it, so only Kafka's own
 * log-in modules and Java's Kerberos are taken: others have been used to run foreign code (CVE-2023-25194). It is judged
 * here because Kafka's own messages quote what they do not understand.
 */
final class JaasText {
    /** Ends the names of the keys that hold it. */
    static final String KEY = "sasl.jaas.config";

    private static final String PACKAGE = "org.apache.kafka.common.security.";
    private static final Set<String> MODULES = new TreeSet<>(Set.of(
            PACKAGE + "scram.ScramLoginModule",
            PACKAGE + "plain.PlainLoginModule",
            PACKAGE + "oauthbearer.OAuthBearerLoginModule",
            "com.sun.security.auth.module.Krb5LoginModule"));
    private static final String OPTION = "\\s+[\\w.-]+\\s*=\\s*(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s\";=]++)";
    private static final Pattern FORM = Pattern.compile(
            "\\s*([\\w.$]+)\\s+(?:required|requisite|sufficient|optional)(?:" + OPTION + ")*+\\s*;\\s*",
            Pattern.CASE_INSENSITIVE);

    private JaasText() {}

    /** What is wrong with it, without what it holds. */
    static Optional<String> problem(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.of(
                    "is not of the form: <login module> required <option>=\"<value>\" ...; with a semicolon at"
                            + " the end, and values of other characters than letters and digits in quotes");
        }
        return MODULES.contains(form.group(1))
                ? Optional.empty()
                : Optional.of("names another login module than is allowed: " + String.join(", ", MODULES));
    }
}
