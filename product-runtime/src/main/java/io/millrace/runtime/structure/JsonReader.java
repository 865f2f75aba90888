package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object (RFC 8259). The whole text is checked: strict UTF-8, nesting of 64 at most, nothing behind the
 * object. Where a name that somebody wants stands twice in one object, the text is refused, as I-JSON (RFC 7493) asks:
 * which value was meant cannot be known. Immutable.
 */
public final class JsonReader {
    private final Node root;

    private JsonReader(Node root) {
        this.root = root;
    }

    /**
     * Compiles a reader for the whole layout, whose paths start at the object's names. Adds a slot for each step on
     * the way, so slots must be sized afterwards.
     */
    public static JsonReader compile(Layout layout) {
        return new JsonReader(Node.of(layout, List.of(), layout.root()));
    }

    /** Compiles a reader of objects that are themselves the value of a first step of the layout's paths. */
    public static JsonReader compileBelow(Layout layout, String step) {
        return new JsonReader(Node.of(layout, List.of(step), layout.below(step)));
    }

    /**
     * Notes the wanted values of an object.
     *
     * @return false where the bytes are not a JSON object; the slots are then not to be used
     */
    public boolean read(byte[] data, int from, int length, Slots slots) {
        JsonInput input = slots.jsonInput();
        input.reset(data, from, length);
        try {
            object(input, slots);
            input.expectEnd();
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    /** Goes past the next object and notes its wanted values. */
    void object(JsonInput input, Slots slots) {
        object(root, input, slots);
    }

    private static void object(Node node, JsonInput input, Slots slots) {
        input.expect('{');
        input.enter();
        if (!input.accept('}')) {
            do {
                if (input.peek() != '"') {
                    throw MalformedException.INSTANCE;
                }
                input.string();
                Node child = node.child(input.textData(), input.textStart(), input.textLength());
                input.expect(':');
                if (child == null) {
                    skip(input);
                } else {
                    value(child, input, slots);
                }
            } while (input.accept(','));
            input.expect('}');
        }
        input.leave();
    }

    /** Notes the value that stands next, as that of the whole layout. */
    void value(JsonInput input, Slots slots) {
        value(root, input, slots);
    }

    private static void value(Node node, JsonInput input, Slots slots) {
        int slot = node.slot;
        if (slots.kind(slot) != Slots.ABSENT) {
            throw MalformedException.INSTANCE;
        }
        switch (input.peek()) {
            case '"' -> {
                input.string();
                slots.setSpan(slot, Slots.JSON_STRING, input.textData(), input.textStart(), input.textLength());
            }
            case '{' -> {
                int start = input.position();
                slots.setKind(slot, Slots.JSON_OBJECT);
                object(node, input, slots);
                slots.setSpan(slot, Slots.JSON_OBJECT, input.data(), start, input.position() - start);
            }
            case '[' -> {
                int start = input.position();
                skip(input);
                slots.setSpan(slot, Slots.JSON_ARRAY, input.data(), start, input.position() - start);
            }
            case 't' -> {
                input.literalTrue();
                slots.setKind(slot, Slots.JSON_TRUE);
            }
            case 'f' -> {
                input.literalFalse();
                slots.setKind(slot, Slots.JSON_FALSE);
            }
            case 'n' -> {
                input.literalNull();
                slots.setNull(slot);
            }
            default -> {
                int start = input.position();
                input.number();
                slots.setSpan(slot, Slots.JSON_NUMBER, input.data(), start, input.position() - start);
            }
        }
    }

    /** Goes past the next value, whatever it is. */
    static void skip(JsonInput input) {
        switch (input.peek()) {
            case '"' -> input.skipString();
            case '{' -> skipObject(input);
            case '[' -> skipArray(input);
            case 't' -> input.literalTrue();
            case 'f' -> input.literalFalse();
            case 'n' -> input.literalNull();
            default -> input.number();
        }
    }

    private static void skipObject(JsonInput input) {
        input.expect('{');
        input.enter();
        if (!input.accept('}')) {
            do {
                if (input.peek() != '"') {
                    throw MalformedException.INSTANCE;
                }
                input.skipString();
                input.expect(':');
                skip(input);
            } while (input.accept(','));
            input.expect('}');
        }
        input.leave();
    }

    private static void skipArray(JsonInput input) {
        input.expect('[');
        input.enter();
        if (!input.accept(']')) {
            do {
                skip(input);
            } while (input.accept(','));
            input.expect(']');
        }
        input.leave();
    }

    /** One step of the wanted paths. */
    private static final class Node {
        private final int slot;
        private final byte[][] names;
        private final Node[] children;

        private Node(int slot, byte[][] names, Node[] children) {
            this.slot = slot;
            this.names = names;
            this.children = children;
        }

        static Node of(Layout layout, List<String> path, Layout.Node wanted) {
            List<String> names = List.copyOf(wanted.children().keySet());
            Node[] children = new Node[names.size()];
            byte[][] texts = new byte[names.size()][];
            for (int i = 0; i < children.length; i++) {
                List<String> childPath = java.util.stream.Stream.concat(path.stream(), List.of(names.get(i)).stream())
                        .toList();
                Layout.Node child = wanted.children().get(names.get(i));
                children[i] = of(layout, childPath, java.util.Objects.requireNonNull(child));
                texts[i] = names.get(i).getBytes(UTF_8);
            }
            return new Node(path.isEmpty() ? wanted.slot() : layout.slot(path), texts, children);
        }

        @Nullable
        Node child(byte[] data, int start, int length) {
            for (int i = 0; i < names.length; i++) {
                byte[] name = names[i];
                if (name.length == length && Arrays.equals(name, 0, length, data, start, start + length)) {
                    return children[i];
                }
            }
            return null;
        }
    }
}
