package io.millrace.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Looks for texts that must not leave, in every byte of a record: as UTF-8, hexadecimal, and Base64 at any of its three
 * alignments.
 */
final class ClearTexts {
    private final List<String> texts;

    ClearTexts(List<String> texts) {
        this.texts = texts;
    }

    /** A line for each text that the record holds, which names the text by its place in the case. */
    List<String> in(String where, TestRecord<byte[], byte[]> sent) {
        StringBuilder all = new StringBuilder();
        append(all, sent.key());
        append(all, sent.value());
        sent.headers().forEach(header -> append(all, header.value()));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (String form : forms(texts.get(i))) {
                if (all.indexOf(form) >= 0) {
                    found.add(where + ": holds clear text, number " + (i + 1) + " of 'neverLeaves'");
                    break;
                }
            }
        }
        return found;
    }

    /** Bytes as Latin-1, so that byte for byte is character for character. */
    private static void append(StringBuilder all, byte[] bytes) {
        if (bytes != null) {
            all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
        }
    }

    private static Set<String> forms(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        forms.add(new String(utf8, StandardCharsets.ISO_8859_1));
        forms.add(HexFormat.of().formatHex(utf8));
        forms.add(HexFormat.of().withUpperCase().formatHex(utf8));
        for (int alignment = 0; alignment < 3; alignment++) {
            byte[] shifted = new byte[alignment + utf8.length];
            System.arraycopy(utf8, 0, shifted, alignment, utf8.length);
            int whole = shifted.length / 3 * 4;
            int own = alignment == 0 ? 0 : alignment + 1;
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(own, whole));
            forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(own, whole));
        }
        forms.removeIf(form -> form.length() < 4);
        return forms;
    }
}
