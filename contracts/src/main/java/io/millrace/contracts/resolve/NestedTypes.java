package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.resolve.FieldResolver.Resolved;
import io.millrace.contracts.resolve.FieldResolver.Scope;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The types of objects, arrays and maps: each property inside is resolved like one of the row. */
final class NestedTypes {
    /** As deep as a record may be when it is read. */
    private static final int MAX_DEPTH = 32;

    private final Inner inner;
    private final AvroNames names;
    private final Masks masks;
    private final Problems problems;

    NestedTypes(Inner inner, AvroNames names, Masks masks, Problems problems) {
        this.inner = inner;
        this.names = names;
        this.masks = masks;
        this.problems = problems;
    }

    /** Resolves a property inside another. */
    interface Inner {
        Optional<Resolved> resolve(Property property, OptionalInt key, Set<String> fields, Scope scope);
    }

    /** The type; empty where something in it is wrong, which is noted. */
    Optional<FieldType> of(Property property, FieldSources.Read read, Set<String> fields, Scope scope) {
        if (!(read.source() instanceof FieldSource.Path source)) {
            problems.error(
                    read.at(),
                    "An object, array or map is read by a path, not by an expression. The properties inside may read"
                            + " paths below it: 'this.<name>'.");
            return Optional.empty();
        }
        if (scope.path().split("\\.", -1).length > MAX_DEPTH) {
            problems.error(property.at(), "Nested deeper than " + MAX_DEPTH + " levels.");
            return Optional.empty();
        }
        return switch (FieldTypes.nested(property).orElseThrow()) {
            case "object" -> object(property, source.path(), fields, scope);
            case "array" -> array(property, source.path(), fields, scope);
            default -> map(property, read, source.path(), fields, scope);
        };
    }

    private Optional<FieldType> object(Property property, FieldPath path, Set<String> fields, Scope scope) {
        AvroNames.Name name = names.take(scope.record(), property, FieldResolver.lastName(scope));
        List<Property> children = property.children();
        if (children.isEmpty()) {
            problems.error(property.at(), "An object needs 'properties': what it does not name does not leave.");
            return Optional.empty();
        }
        List<Field> resolved = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Property child : children) {
            Sited<String> childName = child.fieldName();
            Place before = seen.putIfAbsent(childName.value(), childName.at());
            if (before != null) {
                problems.error(
                        childName.at(),
                        "Field '" + childName.value() + "' stands twice, first at " + before.location() + ".");
            }
            Scope inside = new Scope(scope.path() + "." + childName.value(), name, Optional.of(path), false);
            inner.resolve(child, OptionalInt.empty(), fields, inside)
                    .map(Resolved::field)
                    .ifPresent(resolved::add);
        }
        return resolved.size() == children.size()
                ? Optional.of(new FieldType.Struct(name.name(), name.namespace(), resolved))
                : Optional.empty();
    }

    private Optional<FieldType> array(Property property, FieldPath path, Set<String> fields, Scope scope) {
        if (property.items().isEmpty()) {
            problems.error(property.at(), "An array needs 'items', such as 'items: {logicalType: string}'.");
            return Optional.empty();
        }
        return item(property.items().get(), "items", path, fields, scope).map(FieldType.ListOf::new);
    }

    private Optional<FieldType> map(
            Property property, FieldSources.Read read, FieldPath path, Set<String> fields, Scope scope) {
        if (property.map().isEmpty()) {
            problems.error(
                    property.at(),
                    "A map needs 'map', such as 'map: {key: {logicalType: string}, value: {logicalType: string}}'.");
            return Optional.empty();
        }
        Property key = property.map().get().key();
        key.logicalType()
                .filter(type -> !type.value().equals("string"))
                .ifPresent(type -> problems.error(type.at(), "The keys of a map are text: 'logicalType: string'."));
        if (!key.options().isEmpty() || !key.quality().isEmpty()) {
            problems.error(key.at(), "Rules on the keys of a map are not run. Remove them.");
        }
        key.transformLogic()
                .ifPresent(found -> problems.error(
                        found.at(),
                        "'transformLogic' of the key of a map is not run: keys leave as they are. Remove it."));
        masks.checkKeys(property, key, read);
        return item(property.map().get().value(), "value", path, fields, scope).map(FieldType.MapOf::new);
    }

    private Optional<Field> item(Property property, String step, FieldPath path, Set<String> fields, Scope scope) {
        Scope inside = new Scope(scope.path() + "." + step, scope.record(), Optional.of(path), true);
        return inner.resolve(property, OptionalInt.empty(), fields, inside).map(Resolved::field);
    }
}
