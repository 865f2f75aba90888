package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a property's value comes from: {@code transformLogic}, or the field of its name of the first input port. */
final class FieldSources {
    private static final Pattern SQL = Pattern.compile(
            "(?i)(?<![.\\w])(select\\s|case\\s+when\\s|cast\\s*\\(|coalesce\\s*\\(|nvl\\s*\\(|ifnull\\s*\\(|concat\\s*\\("
                    + "|substr(ing)?\\s*\\(|upper\\s*\\(|lower\\s*\\(|is\\s+(not\\s+)?null\\b|(not\\s+)?like\\s+')|<>");

    /** What the property around a nested one reads. */
    private static final String THIS = "this";

    private final ResolvedInput first;
    private final InputPaths paths;
    private final Problems problems;

    FieldSources(ResolvedInput first, InputPaths paths, Problems problems) {
        this.first = first;
        this.paths = paths;
        this.problems = problems;
    }

    /**
     * A source and what it reads.
     *
     * @param at where the source is written, or the property where it is not
     */
    record Read(FieldSource source, List<FieldPath> paths, Place at) {}

    /** The source of a property; empty where it leads nowhere, which is noted. */
    Optional<Read> of(Property property) {
        if (property.transformLogic().isEmpty()) {
            List<String> steps = new ArrayList<>();
            steps.add(first.port().name());
            steps.addAll(first.defaultPath(property.fieldName().value()));
            return paths.resolve(steps, property.at()).map(path -> path(path, property.at()));
        }
        Sited<String> logic = property.transformLogic().get();
        String text = logic.value().strip();
        if (refused(text, logic.at())) {
            return Optional.empty();
        }
        Optional<List<String>> header = ReadPaths.header(text);
        if (header.isPresent()) {
            return paths.resolve(header.get(), logic.at()).map(path -> path(path, logic.at()));
        }
        if (ReadPaths.isBarePath(text) && InputPaths.isMeta(ReadPaths.steps(text))) {
            List<String> steps = ReadPaths.steps(text);
            return paths.knownMeta(steps, logic.at())
                    ? Optional.of(new Read(
                            new FieldSource.Path(new FieldPath(steps.get(0), steps.subList(1, steps.size()))),
                            List.of(),
                            logic.at()))
                    : Optional.empty();
        }
        if (ReadPaths.isBarePath(text)) {
            return paths.resolve(ReadPaths.steps(text), logic.at()).map(path -> path(path, logic.at()));
        }
        return Optional.of(new Read(
                new FieldSource.Cel(text, logic.at().location()), paths.resolveAll(text, logic.at()), logic.at()));
    }

    /**
     * The source of a property inside another one: below what that one reads, by its own name or by a path that starts
     * with {@code this}. An array's items and a map's values have no name: they are what stands there.
     */
    Optional<Read> below(FieldPath parent, Property property, boolean item) {
        List<String> steps = new ArrayList<>(parent.steps());
        Place at = property.at();
        if (property.transformLogic().isPresent()) {
            Sited<String> logic = property.transformLogic().get();
            String text = logic.value().strip();
            at = logic.at();
            if (!text.startsWith(THIS + ".") || !ReadPaths.isBarePath(text)) {
                problems.error(
                        at,
                        "Inside an object, array or map, 'transformLogic' is a path below what the property around it"
                                + " reads, such as 'this."
                                + property.fieldName().value() + "'.");
                return Optional.empty();
            }
            steps.addAll(ReadPaths.steps(text).subList(1, ReadPaths.steps(text).size()));
        } else if (!item) {
            steps.add(property.fieldName().value());
        }
        List<String> written = new ArrayList<>(List.of(parent.inputPort()));
        written.addAll(steps);
        Place from = at;
        return paths.resolve(written, at).map(path -> path(path, from));
    }

    /** Whether an expression asks for what is not run here; the reason is noted. */
    boolean refused(String expression, Place at) {
        if (SQL.matcher(ReadPaths.withoutLiterals(expression)).find()) {
            problems.error(
                    at,
                    "This looks like SQL, which is not run here. Write a path such as '"
                            + first.port().name() + "." + String.join(".", first.defaultPath("total"))
                            + "', or CEL: 'a == null ? b : a' for COALESCE, 'a + b' for CONCAT,"
                            + " 'a == b ? c : d' for CASE.");
            return true;
        }
        return false;
    }

    private static Read path(FieldPath path, Place at) {
        return new Read(new FieldSource.Path(path), List.of(path), at);
    }
}
