package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The answer of {@code /status} as indented text: objects of a list one below the other, their figures in a line. */
final class StatusText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusText() {}

    /** @throws CommandException if the answer is not JSON */
    static List<String> lines(String answer) {
        try {
            List<String> lines = new ArrayList<>();
            add(lines, JSON.readTree(answer), "");
            return lines;
        } catch (JsonProcessingException e) {
            throw new CommandException("the answer is not JSON; is it the management port of a millrace process?");
        }
    }

    private static void add(List<String> lines, JsonNode node, String indent) {
        if (node.isArray()) {
            node.forEach(element -> add(lines, element, indent));
        } else if (node.isObject()) {
            StringBuilder line = new StringBuilder();
            node.properties().forEach(field -> {
                if (field.getValue().isValueNode()
                        && !field.getValue().asText("").isEmpty()) {
                    line.append(line.isEmpty() ? "" : "  ")
                            .append(field.getKey())
                            .append(' ')
                            .append(field.getValue().asText());
                }
            });
            if (!line.isEmpty()) {
                lines.add(indent + line);
            }
            node.properties().forEach(field -> {
                if (field.getValue().isContainerNode() && !field.getValue().isEmpty()) {
                    lines.add(indent + "  " + field.getKey());
                    add(lines, field.getValue(), indent + "    ");
                }
            });
        }
    }
}
