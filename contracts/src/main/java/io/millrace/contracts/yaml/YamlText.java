package io.millrace.contracts.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
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
        return comments(comment)
                + text((MappingNode) node(document, FlowStyle.BLOCK)).stripTrailing() + "\n";
    }

    static String text(MappingNode root) {
        return new Present(SETTINGS)
                .emitToString(new Serialize(SETTINGS).serializeOne(root).iterator());
    }

    private static String comments(String comment) {
        return comment.isEmpty()
                ? ""
                : comment.strip().replaceAll("(?m)^", "# ").replaceAll("(?m) +$", "") + "\n";
    }

    private static org.snakeyaml.engine.v2.nodes.Node node(Object value, FlowStyle style) {
        if (value instanceof Flow flow) {
            return node(flow.value(), FlowStyle.FLOW);
        }
        if (value instanceof Commented commented) {
            org.snakeyaml.engine.v2.nodes.Node node = node(commented.value(), style);
            List<CommentLine> lines = commented
                    .comment()
                    .lines()
                    .map(line -> new CommentLine(Optional.empty(), Optional.empty(), " " + line, CommentType.BLOCK))
                    .toList();
            commentable(node).setBlockComments(lines);
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> tuples = new ArrayList<>();
            map.forEach((key, member) -> tuples.add(new NodeTuple(scalar(String.valueOf(key)), node(member, style))));
            return new MappingNode(Tag.MAP, tuples, map.isEmpty() ? FlowStyle.FLOW : style);
        }
        if (value instanceof List<?> list) {
            List<org.snakeyaml.engine.v2.nodes.Node> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item, style)));
            return new SequenceNode(Tag.SEQ, items, list.isEmpty() ? FlowStyle.FLOW : style);
        }
        return scalar(value);
    }

    /** A comment above a block map belongs to its first key. */
    private static org.snakeyaml.engine.v2.nodes.Node commentable(org.snakeyaml.engine.v2.nodes.Node node) {
        boolean block = node instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.BLOCK
                && !mapping.getValue().isEmpty();
        return block ? ((MappingNode) node).getValue().get(0).getKeyNode() : node;
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
                : new ScalarNode(Tag.STR, value.toString(), ScalarStyle.PLAIN);
    }
}
