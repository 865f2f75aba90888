package io.millrace.runtime.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelMathExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelParserBuilder;
import dev.cel.parser.CelParserLibrary;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions of expressions beyond the language's own: its extensions for strings and mathematics, and those of
 * ours. CEL's {@code replace} and {@code join} are taken by ours, which bound what comes of them.
 */
final class Functions implements CelParserLibrary, CelRuntimeLibrary {
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType TIMESTAMP = SimpleType.TIMESTAMP;

    private final CelStringExtensions strings = CelExtensions.strings(
            CelStringExtensions.Function.CHAR_AT,
            CelStringExtensions.Function.INDEX_OF,
            CelStringExtensions.Function.LAST_INDEX_OF,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.SPLIT,
            CelStringExtensions.Function.SUBSTRING,
            CelStringExtensions.Function.TRIM,
            CelStringExtensions.Function.UPPER_ASCII);
    private final CelMathExtensions math;
    private final List<CelFunctionDecl> declarations = new ArrayList<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    Functions() {
        this.math = CelExtensions.math();
        texts();
        joins();
        times();
        add(
                "parseJson",
                CelOverloadDecl.newGlobalOverload("millrace_parse_json", SimpleType.DYN, STRING),
                CelFunctionBinding.from("millrace_parse_json", String.class, JsonText::parse));
    }

    private void texts() {
        add("lower", member("lower", STRING), CelFunctionBinding.from(id("lower"), String.class, Texts::lower));
        add("upper", member("upper", STRING), CelFunctionBinding.from(id("upper"), String.class, Texts::upper));
        add(
                "normalize",
                member("normalize", STRING),
                CelFunctionBinding.from(id("normalize"), String.class, Texts::normalize));
        add(
                "replace",
                member("replace", STRING, STRING, STRING),
                CelFunctionBinding.from(
                        id("replace"),
                        List.of(String.class, String.class, String.class),
                        args -> Texts.replace((String) args[0], (String) args[1], (String) args[2])));
        add(
                "padStart",
                member("padStart", STRING, SimpleType.INT, STRING),
                CelFunctionBinding.from(
                        id("padStart"),
                        List.of(String.class, Long.class, String.class),
                        args -> Texts.padding((String) args[0], (Long) args[1], (String) args[2]) + args[0]));
        add(
                "padEnd",
                member("padEnd", STRING, SimpleType.INT, STRING),
                CelFunctionBinding.from(
                        id("padEnd"),
                        List.of(String.class, Long.class, String.class),
                        args -> args[0] + Texts.padding((String) args[0], (Long) args[1], (String) args[2])));
    }

    private void joins() {
        CelType texts = ListType.create(STRING);
        declarations.add(CelFunctionDecl.newFunctionDeclaration(
                "join",
                CelOverloadDecl.newMemberOverload(id("join"), STRING, texts),
                CelOverloadDecl.newMemberOverload(id("join_by"), STRING, texts, STRING)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "join",
                CelFunctionBinding.from(id("join"), List.class, list -> Texts.join(list, "")),
                CelFunctionBinding.from(id("join_by"), List.class, String.class, Texts::join)));
    }

    private void times() {
        add(
                "parseDate",
                CelOverloadDecl.newGlobalOverload(id("parseDate"), TIMESTAMP, STRING, STRING),
                CelFunctionBinding.from(id("parseDate"), String.class, String.class, Times::parseDate));
        add(
                "parseTimestamp",
                CelOverloadDecl.newGlobalOverload(id("parseTimestamp"), TIMESTAMP, STRING, STRING, STRING),
                CelFunctionBinding.from(
                        id("parseTimestamp"),
                        List.of(String.class, String.class, String.class),
                        args -> Times.parse((String) args[0], (String) args[1], (String) args[2])));
        add(
                "format",
                CelOverloadDecl.newMemberOverload(id("format"), STRING, TIMESTAMP, STRING, STRING),
                CelFunctionBinding.from(
                        id("format"),
                        List.of(Instant.class, String.class, String.class),
                        args -> Times.format((Instant) args[0], (String) args[1], (String) args[2])));
    }

    private static String id(String name) {
        return "millrace_" + name;
    }

    /** A function called on its first parameter, which gives a string. */
    private static CelOverloadDecl member(String name, CelType... parameters) {
        return CelOverloadDecl.newMemberOverload(id(name), STRING, List.of(parameters));
    }

    private void add(String name, CelOverloadDecl overload, CelFunctionBinding binding) {
        declarations.add(CelFunctionDecl.newFunctionDeclaration(name, overload));
        bindings.addAll(CelFunctionBinding.fromOverloads(name, binding));
    }

    /** Names of the functions, for messages. */
    Set<String> names() {
        return Stream.concat(
                        declarations.stream().map(CelFunctionDecl::name),
                        strings.functions().stream().map(CelFunctionDecl::name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the type checker is told of them. */
    List<CelFunctionDecl> declarations() {
        return Stream.of(declarations, strings.functions(), math.functions())
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public void setParserOptions(CelParserBuilder builder) {
        math.setParserOptions(builder);
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder builder) {
        strings.setRuntimeOptions(builder);
        math.setRuntimeOptions(builder);
        builder.addFunctionBindings(bindings);
    }
}
