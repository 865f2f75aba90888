package io.millrace.runtime.plan;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.runtime.mask.Pseudonyms;
import io.millrace.runtime.structure.ItemReader;
import io.millrace.runtime.structure.Layout;
import io.millrace.runtime.structure.ObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Compiles what is inside records, arrays and maps, as far as the writer's schema does not matter. Used once. */
final class NestedCompiler {
    private final Pseudonyms pseudonyms;
    private final List<NestedSpec> scratches;

    /** @param scratches takes every spec, at its index */
    NestedCompiler(Pseudonyms pseudonyms, List<NestedSpec> scratches) {
        this.pseudonyms = pseudonyms;
        this.scratches = scratches;
    }

    /**
     * The content of a field; empty after a problem.
     *
     * @param path of the field in the contract
     */
    Optional<NestedSpec> content(Field field, String path, Consumer<String> problems) {
        if (!(field.source() instanceof FieldSource.Path source)) {
            problems.accept("is a record, array or map, which is read by a path, not by an expression.");
            return Optional.empty();
        }
        Optional<NestedSpec> spec = field.type() instanceof FieldType.Struct struct
                ? record(struct, source.path(), path, problems)
                : items(field, source.path(), path, problems);
        spec.ifPresent(found -> scratches.set(found.index(), found));
        return spec;
    }

    private int reserve() {
        scratches.add(null);
        return scratches.size() - 1;
    }

    private Optional<NestedSpec> record(
            FieldType.Struct type, FieldPath around, String path, Consumer<String> problems) {
        int index = reserve();
        Layout layout = new Layout();
        List<FieldCore> cores = new ArrayList<>();
        List<ValueSpec> sources = new ArrayList<>();
        for (Field field : type.fields()) {
            String inside = path + "." + field.name();
            Consumer<String> ofField = problem -> problems.accept("has a field '" + inside + "' that " + problem);
            FieldCore core = FieldCore.compile(field, inside, pseudonyms, ofField);
            source(field, core, around, layout, inside, ofField).ifPresent(sources::add);
            cores.add(core);
        }
        return sources.size() == cores.size()
                ? Optional.of(new NestedSpec.OfRecord(index, layout, ObjectReader.ofJson(layout), cores, sources))
                : Optional.empty();
    }

    private Optional<NestedSpec> items(Field field, FieldPath around, String path, Consumer<String> problems) {
        FieldType type = field.type();
        boolean keyed = type instanceof FieldType.MapOf;
        boolean compared =
                field.rules().stream().anyMatch(rule -> rule.condition() instanceof FieldRule.Condition.UniqueItems);
        Field item = type instanceof FieldType.MapOf map ? map.value() : ((FieldType.ListOf) type).element();
        int index = reserve();
        Layout layout = new Layout();
        String inside = path + (keyed ? ".value" : ".items");
        Consumer<String> ofItem = problem -> problems.accept("has items '" + inside + "' that " + problem);
        FieldCore core = FieldCore.compile(item, inside, pseudonyms, ofItem);
        return source(item, core, around, layout, inside, ofItem)
                .map(source -> new NestedSpec.OfItems(
                        index, layout, ItemReader.ofJson(keyed, layout), keyed, compared, core, source));
    }

    private Optional<ValueSpec> source(
            Field field, FieldCore core, FieldPath around, Layout layout, String path, Consumer<String> problems) {
        List<String> outer = around.steps();
        boolean below = field.source() instanceof FieldSource.Path inner
                && inner.path().inputPort().equals(around.inputPort())
                && inner.path().steps().size() >= outer.size()
                && inner.path().steps().subList(0, outer.size()).equals(outer);
        if (!below) {
            problems.accept("reads what is not below " + around + ".");
            return Optional.empty();
        }
        FieldPath own = ((FieldSource.Path) field.source()).path();
        ValueSpec.AtPath at = new ValueSpec.AtPath(
                own.toString(),
                layout.slot(own.steps().subList(outer.size(), own.steps().size())));
        return core.isNested()
                ? content(field, path, problems).map(content -> new ValueSpec.OfNested(at, content))
                : Optional.of(at);
    }
}
