package io.millrace.contracts.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Writes YAML as people write it: maps and lists in block style, those wrapped by {@link #flow} on one line, quotes
 * only where a plain text would be read as something else. Values are maps with text keys, lists, texts, numbers and
 * booleans.
 */
public final class YamlText {
    static final DumpSettings SETTINGS = DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDumpComments(true)
            .setWidth(4_000)
            .setSplitLines(false)
            .build();

    /** Stands for a comment until the text is there: the emitter cannot put one above an item of a list. */
    private static final String MARK = "comment-of-the-next-item-";

    private static final Pattern MARKED = Pattern.compile("(?m)^( *)- " + MARK + "(\\d+)$");

    private final List<String> comments = new ArrayList<>();

    private YamlText() {}

    private record Flow(Object value) {}

    private record Commented(Object value, String comment) {}

    /** A map or list to be written on one line. */
    public static Object flow(Object value) {
        return new Flow(value);
    }

    /** An item of a list, with a comment in the lines above it. */
    public static Object commented(Object value, String comment) {
        return new Commented(value, comment);
    }

    /** The text of a document below a comment, one line of it per line; ends with a line break. */
    public static String of(Map<String, ?> document, String comment) {
        YamlText writer = new YamlText();
        String text = text((MappingNode) writer.node(document, FlowStyle.BLOCK));
        return lines(comment, "") + writer.commented(text).stripTrailing() + "\n";
    }

    private String commented(String text) {
        return MARKED.matcher(text)
                .replaceAll(mark ->
                        Matcher.quoteReplacement(lines(comments.get(Integer.parseInt(mark.group(2))), mark.group(1))
                                .stripTrailing()));
    }

    /** The nodes of a document without comments. */
    static MappingNode tree(Map<String, ?> document) {
        return (MappingNode) new YamlText().node(document, FlowStyle.BLOCK);
    }

    static String text(MappingNode root) {
        return new Present(SETTINGS)
                .emitToString(new Serialize(SETTINGS).serializeOne(root).iterator());
    }

    private static String lines(String comment, String indent) {
        return comment.isEmpty()
                ? ""
                : comment.strip().replaceAll("(?m)^", indent + "# ").replaceAll("(?m) +$", "") + "\n";
    }

    private org.snakeyaml.engine.v2.nodes.Node node(Object value, FlowStyle style) {
        if (value instanceof Flow flow) {
            return node(flow.value(), FlowStyle.FLOW);
        }
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> tuples = new ArrayList<>();
            map.forEach((key, member) -> tuples.add(new NodeTuple(scalar(String.valueOf(key)), node(member, style))));
            return new MappingNode(Tag.MAP, tuples, map.isEmpty() ? FlowStyle.FLOW : style);
        }
        if (value instanceof List<?> list) {
            List<org.snakeyaml.engine.v2.nodes.Node> items = new ArrayList<>();
            for (Object item : list) {
                if (item instanceof Commented commented) {
                    items.add(scalar(MARK + comments.size()));
                    comments.add(commented.comment());
                }
                items.add(node(item instanceof Commented commented ? commented.value() : item, style));
            }
            return new SequenceNode(Tag.SEQ, items, list.isEmpty() ? FlowStyle.FLOW : style);
        }
        return scalar(value);
    }

    private static ScalarNode scalar(Object value) {
        if (value instanceof Boolean) {
            return new ScalarNode(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
        }
        if (value instanceof Integer || value instanceof Long) {
            return new ScalarNode(Tag.INT, value.toString(), ScalarStyle.PLAIN);
        }
        return value instanceof Number
                ? new ScalarNode(Tag.FLOAT, value.toString(), ScalarStyle.PLAIN)
                : new ScalarNode(
                        Tag.STR,
                        value.toString(),
                        value.toString().contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
    }
}
