package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.runtime.structure.JsonReader;
import io.millrace.runtime.structure.Layout;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 event with a JSON payload, by the Kafka protocol binding 1.0.2: structured mode where the content
 * type says so or no {@code ce_specversion} header is there, else binary mode. The payload may stand in
 * {@code data_base64}. Batches and other encodings are refused.
 */
final class CloudEventReader implements InputReader {
    /** The step under which payload paths stand in the layout. */
    static final String DATA = "data";

    private static final byte[] STRUCTURED = "application/cloudevents".getBytes(US_ASCII);
    private static final byte[] STRUCTURED_JSON = "application/cloudevents+json".getBytes(US_ASCII);

    private final int id;
    private final int source;
    private final int specVersion;
    private final int base64;
    private final int data;
    private final JsonReader structured;
    private final JsonReader payload;

    /** Adds the attributes it needs to the layout. */
    CloudEventReader(Layout layout) {
        this.id = layout.slot(List.of("id"));
        this.source = layout.slot(List.of("source"));
        this.specVersion = layout.slot(List.of("specversion"));
        this.base64 = layout.slot(List.of("data_base64"));
        this.data = layout.slot(List.of(DATA));
        this.structured = JsonReader.compile(layout);
        this.payload = JsonReader.compileBelow(layout, DATA);
    }

    int idSlot() {
        return id;
    }

    int sourceSlot() {
        return source;
    }

    @Override
    public boolean read(byte @Nullable [] value, HeaderLookup headers, Slots slots) {
        byte[] contentType = headers.last("content-type");
        byte[] version = headers.last("ce_specversion");
        if (version != null && !saysStructured(contentType)) {
            header("ce_id", id, headers, slots);
            header("ce_source", source, headers, slots);
            return isVersion1(version, 0, version.length)
                    && (value == null || payload.read(value, 0, value.length, slots));
        }
        if (value == null || (contentType != null && saysStructured(contentType) && !isJson(contentType))) {
            return false;
        }
        return structured.read(value, 0, value.length, slots)
                && slots.json(specVersion) == Slots.Json.STRING
                && isVersion1(slots.data(specVersion), slots.start(specVersion), slots.length(specVersion))
                && decodePayload(slots);
    }

    private boolean decodePayload(Slots slots) {
        if (!slots.isPresent(base64)) {
            return true;
        }
        if (slots.isPresent(data) || slots.json(base64) != Slots.Json.STRING) {
            return false;
        }
        try {
            ByteBuffer text = ByteBuffer.wrap(slots.data(base64), slots.start(base64), slots.length(base64));
            byte[] decoded = Base64.getDecoder().decode(text).array();
            return payload.read(decoded, 0, decoded.length, slots);
        } catch (IllegalArgumentException e) {
            // Not base64; its text is left out, it quotes the value.
            return false;
        }
    }

    private static void header(String name, int slot, HeaderLookup headers, Slots slots) {
        byte[] text = headers.last(name);
        if (text != null) {
            slots.setText(slot, text);
        }
    }

    private static boolean isVersion1(byte[] text, int start, int length) {
        return length >= 3 && text[start] == '1' && text[start + 1] == '.';
    }

    private static boolean saysStructured(byte @Nullable [] contentType) {
        return contentType != null && startsWith(contentType, STRUCTURED);
    }

    /** Whether the media type, without its parameters, is that of one event in JSON, or says no encoding. */
    private static boolean isJson(byte[] contentType) {
        int length = 0;
        while (length < contentType.length && contentType[length] != ';' && contentType[length] != ' ') {
            length++;
        }
        return length == STRUCTURED.length
                || (length == STRUCTURED_JSON.length && startsWith(contentType, STRUCTURED_JSON));
    }

    private static boolean startsWith(byte[] text, byte[] prefix) {
        return text.length >= prefix.length && Arrays.equals(text, 0, prefix.length, prefix, 0, prefix.length);
    }

    @Override
    public Optional<SourceType> type(int slot) {
        return Optional.of(SourceType.JSON);
    }

    @Override
    public String problem(int slot) {
        return "";
    }
}
