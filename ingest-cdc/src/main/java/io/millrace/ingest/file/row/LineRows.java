package io.millrace.ingest.file.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.event.StrictJson;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/** One JSON object a line; lines of white space only are none. */
final class LineRows implements FileRows {
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Reader characters;
    private long line;

    LineRows(Reader characters) {
        this.characters = characters;
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        while (true) {
            String text = line();
            if (text == null) {
                return Optional.empty();
            }
            if (!text.isBlank()) {
                return Optional.of(row(text));
            }
        }
    }

    private FileRow row(String text) {
        try {
            JsonNode node = StrictJson.MAPPER.readTree(text);
            return node instanceof ObjectNode object
                    ? new FileRow(line, object, List.of())
                    : bad("must be a JSON object");
        } catch (JsonProcessingException e) {
            // Its text quotes the line.
            return bad("is not one JSON object with each name once; column "
                    + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        }
    }

    private FileRow bad(String text) {
        return new FileRow(line, NOTHING, List.of(new EventProblem("", text)));
    }

    private @org.jspecify.annotations.Nullable String line() throws IOException {
        var text = new StringBuilder();
        try {
            int c = characters.read();
            if (c < 0) {
                return null;
            }
            line++;
            while (c >= 0 && c != '\n') {
                text.append((char) c);
                if (text.length() > LONGEST) {
                    throw new UnreadableFileException(
                            "line " + line + " has more than " + LONGEST + " characters; is it one event a line?");
                }
                c = characters.read();
            }
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException("line " + line
                    + " holds bytes that are no characters of the encoding; say which it is with --encoding");
        }
    }
}
