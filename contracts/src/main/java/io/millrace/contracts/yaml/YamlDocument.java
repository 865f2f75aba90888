package io.millrace.contracts.yaml;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads one YAML document. */
public final class YamlDocument {
    /** Far above any descriptor written by hand. */
    public static final int MAX_BYTES = 1 << 20;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_BYTES)
            .build();

    private YamlDocument() {}

    /**
     * Reads a document whose root is a map, in UTF-8.
     *
     * @param file named in locations
     * @return empty where the bytes are no such document; the reason is noted
     */
    public static Optional<Fields> read(byte[] content, String file, Problems problems) {
        if (content.length > MAX_BYTES) {
            problems.error(start(file), "The file is larger than 1 MiB; a descriptor is not. Split it.");
            return Optional.empty();
        }
        return decode(content, file, problems)
                .flatMap(text -> parse(text, file, problems))
                .flatMap(node -> map(node, problems));
    }

    private static Optional<String> decode(byte[] content, String file, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        String text = out.toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = text.length() - text.lastIndexOf('\n');
            problems.error(
                    new Place(new Location(file, line, column), ""),
                    "The file is not UTF-8 from here on. Save it as UTF-8.");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static Optional<Node> parse(String text, String file, Problems problems) {
        try {
            Iterator<org.snakeyaml.engine.v2.nodes.Node> documents =
                    new Compose(SETTINGS).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                problems.error(start(file), "The file is empty. Write a descriptor, or remove the file.");
                return Optional.empty();
            }
            org.snakeyaml.engine.v2.nodes.Node root = documents.next();
            if (documents.hasNext()) {
                Location second = NodeTree.location(file, documents.next());
                problems.error(new Place(second, ""), "A second document starts here. Write one document per file.");
                return Optional.empty();
            }
            return new NodeTree(file, problems).convert(root);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            Location location = mark.map(at -> new Location(file, at.getLine() + 1, at.getColumn() + 1))
                    .orElseGet(() -> start(file).location());
            problems.error(new Place(location, ""), "This is not YAML: " + e.getProblem() + ".");
        } catch (ReaderException e) {
            int upTo = Math.min(e.getPosition(), text.length());
            int line = 1
                    + (int) text.substring(0, upTo)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            problems.error(
                    new Place(new Location(file, line, 1), ""),
                    "The line holds a control character, which YAML does not allow.");
        } catch (YamlEngineException e) {
            problems.error(start(file), "This is not YAML: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private static Optional<Fields> map(Node node, Problems problems) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new Fields(mapping, problems));
        }
        problems.error(node.at(), "A descriptor is a map, but this is " + node.kind() + ".");
        return Optional.empty();
    }

    private static Place start(String file) {
        return new Place(new Location(file, 1, 1), "");
    }
}
