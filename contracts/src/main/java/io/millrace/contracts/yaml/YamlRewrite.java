package io.millrace.contracts.yaml;

import io.millrace.contracts.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Changes a YAML document and writes it back with everything else it holds: keys nobody here knows, their order and
 * their styles, and comments. Comments in places where the parser or the emitter cannot carry them are lost; values
 * never are, since what was written is read again and compared before it is handed out.
 */
public final class YamlRewrite {
    private final MappingNode withComments;
    private final MappingNode plain;

    private YamlRewrite(MappingNode withComments, MappingNode plain) {
        this.withComments = withComments;
        this.plain = plain;
    }

    /** A document whose root is a map; empty where the text is none. */
    public static Optional<YamlRewrite> of(String text) {
        Optional<MappingNode> plain = compose(text, false);
        Optional<MappingNode> commented = compose(text, true).or(() -> compose(text, false));
        return plain.flatMap(without -> commented.map(with -> new YamlRewrite(with, without)));
    }

    /**
     * Sets a member of the root's map, at its place if it is there, else at the end.
     *
     * @param value as {@link YamlText} takes it
     */
    public YamlRewrite set(String key, Object value) {
        for (MappingNode root : List.of(withComments, plain)) {
            // Each tree needs nodes of its own: the serializer would make aliases of shared ones.
            MappingNode written = YamlText.tree(Map.of(key, value));
            NodeTuple member = written.getValue().get(0);
            List<NodeTuple> members = new ArrayList<>(root.getValue());
            int at = indexOf(members, key);
            if (at < 0) {
                members.add(member);
            } else {
                members.set(at, new NodeTuple(members.get(at).getKeyNode(), member.getValueNode()));
            }
            root.setValue(members);
        }
        return this;
    }

    /** The text; ends with a line break. */
    public String text() {
        String bare = YamlText.text(plain);
        try {
            String commented = YamlText.text(withComments);
            return tree(commented).equals(tree(bare)) ? commented : bare;
        } catch (YamlEngineException e) {
            return bare;
        }
    }

    /** The values of a document without their places: equal trees say the same. */
    static Optional<Object> tree(String text) {
        return YamlDocument.read(text.getBytes(StandardCharsets.UTF_8), "", new Problems())
                .map(Fields::values);
    }

    private static Optional<MappingNode> compose(String text, boolean comments) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(YamlDocument.MAX_BYTES)
                .setParseComments(comments)
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .filter(MappingNode.class::isInstance)
                    .map(MappingNode.class::cast);
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static int indexOf(List<NodeTuple> members, String key) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
