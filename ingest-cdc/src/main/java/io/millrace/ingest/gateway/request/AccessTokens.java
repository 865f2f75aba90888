package io.millrace.ingest.gateway.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may send events of which domain. Tokens are 256 random bits, of which SHA-256 is kept: nothing shorter or chosen
 * by people may stand there, since a plain hash of such could be guessed.
 */
public final class AccessTokens {
    private static final String PREFIX = "mrt_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<Entry> entries;

    private AccessTokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * A token's holder.
     *
     * @param domain whose events may be sent
     * @param name tells tokens of a domain apart, in metrics and logs
     */
    public record Holder(String domain, String name) {}

    private record Entry(Holder holder, String hash) {}

    /**
     * Reads a file's lines: {@code <domain> <name> sha256:<hex>}; {@code #} starts a comment.
     *
     * @throws IllegalArgumentException naming every line that is wrong; never what stands in it
     */
    public static AccessTokens parse(String file, List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = SPACES.split(line, -1);
            if (parts.length != 3
                    || !NAME.matcher(parts[0]).matches()
                    || !NAME.matcher(parts[1]).matches()
                    || !HASH.matcher(parts[2]).matches()) {
                problems.add(file + ":" + (i + 1)
                        + ": expected '<domain> <name> sha256:<64 hexadecimal digits>'; 'millrace keys token' makes such"
                        + " a line");
            } else {
                entries.add(new Entry(new Holder(parts[0], parts[1]), parts[2].substring("sha256:".length())));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        return new AccessTokens(entries);
    }

    /** Whose token it is; every entry is compared, in constant time. */
    public Optional<Holder> holder(String token) {
        byte[] hash = hash(token).getBytes(StandardCharsets.US_ASCII);
        Optional<Holder> found = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(hash, entry.hash().getBytes(StandardCharsets.US_ASCII))) {
                found = Optional.of(entry.holder());
            }
        }
        return found;
    }

    /** How many there are. */
    public int size() {
        return entries.size();
    }

    /** A new token. */
    public static String generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The line of a token's file. */
    public static String line(String domain, String name, String token) {
        return domain + " " + name + " sha256:" + hash(token);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
