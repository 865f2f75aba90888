package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.policy.MaskDeclaration;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mask of a property: its own, or that of its kind in the domain's policy; refused where a personal one has none. */
final class Masks {
    private static final Mask NOT_PERSONAL = new Mask.None("not personal");

    private static final Set<FieldType> YEARS = Set.of(Simple.INT, Simple.LONG, Simple.STRING);
    private static final Set<FieldType> NUMBERS = Set.of(Simple.INT, Simple.LONG, Simple.FLOAT, Simple.DOUBLE);

    private final Domain domain;
    private final PersonalPaths personal;
    private final ArrivedMasks arrived;
    private final Problems problems;

    Masks(Domain domain, PersonalPaths personal, ArrivedMasks arrived, Problems problems) {
        this.domain = domain;
        this.personal = personal;
        this.arrived = arrived;
        this.problems = problems;
    }

    /** The mask; empty where a personal value would leave in clear, which is noted. */
    Optional<Mask> of(Property property, FieldSources.Read read) {
        Tags.check(property.tags(), problems);
        Optional<Sited<String>> kind = Tags.personal(property.tags());
        Optional<Sited<String>> unmasked = property.ours().unmasked();
        if (unmasked.isPresent()) {
            return Optional.of(new Mask.None(unmasked.get().value()));
        }
        if (property.ours().maskedAs().isPresent()) {
            return arrived.of(property, property.ours().maskedAs().get(), kind);
        }
        String joinDomain = domain.name() + "."
                + kind.map(Sited::value).orElse(property.fieldName().value());
        Optional<MaskDeclaration> own = property.ours().mask();
        if (own.isPresent()) {
            if (kind.isEmpty()) {
                problems.error(
                        own.get().at(),
                        "The property has a mask but is not tagged as personal. Tag it 'pii' or 'pii:<kind>'.");
            }
            return own.map(declared -> declared.bind(joinDomain));
        }
        if (kind.isPresent() && arrived.wouldMaskTwice(kind.get())) {
            return Optional.empty();
        }
        if (kind.isPresent()) {
            Optional<Mask> mask = domain.policy().of(kind.get().value()).map(declared -> declared.bind(joinDomain));
            if (mask.isEmpty() && !domain.policy().refused().contains(kind.get().value())) {
                problems.error(
                        kind.get().at(),
                        "Personal kind '" + kind.get().value() + "' is masked by no policy. "
                                + domain.policy().adviceFor(kind.get().value())
                                + " Or write 'mask' in the property's millrace map.");
            }
            return mask;
        }
        return untagged(property, read);
    }

    /** Whether nobody has said anything about the field: no tag, no mask, no reason to leave it clear. */
    static boolean isTakenForNotPersonal(Mask mask) {
        return mask == NOT_PERSONAL;
    }

    /** The mask of an object, array or map as a whole. What is inside has masks of its own. */
    Optional<Mask> ofNested(Property property, FieldSources.Read read) {
        boolean asWhole = Tags.personal(property.tags()).isPresent()
                || property.ours().mask().isPresent()
                || property.ours().maskedAs().isPresent()
                || property.ours().unmasked().isPresent();
        return asWhole ? of(property, read) : Optional.of(NOT_PERSONAL);
    }

    /** Notes where the keys of a map are personal: they leave as they are. */
    void checkKeys(Property map, Property key, FieldSources.Read read) {
        Optional<Sited<String>> tag = Tags.personal(key.tags())
                .or(() -> read.paths().stream()
                        .flatMap(path -> personal.ofKeys(path).stream())
                        .findFirst());
        tag.filter(found -> map.ours().unmasked().isEmpty())
                .ifPresent(found -> problems.error(
                        key.at(),
                        "The map's keys are personal ('" + Personal.tag(found.value()) + "' at "
                                + found.at().location()
                                + "), and keys are not masked. Serve an array of objects, or write 'mask: none' with a"
                                + " 'reason' in the millrace map of the map itself."));
    }

    private Optional<Mask> untagged(Property property, FieldSources.Read read) {
        for (FieldPath path : read.paths()) {
            List<Personal> found = personal.behind(path, property.at().location());
            if (!found.isEmpty()) {
                problems.error(
                        read.at(),
                        "Reads '" + path + "', which is personal ("
                                + found.get(0).words()
                                + "), but is not tagged. Add tags: [\""
                                + found.get(0).tag()
                                + "\"], or write 'mask: none' with a 'reason' in the property's millrace map.");
                return Optional.empty();
            }
        }
        looksPersonal(property, read)
                .ifPresent(kind -> problems.warning(
                        property.name().at(),
                        "'" + property.fieldName().value() + "' looks personal but is not tagged, so it leaves in"
                                + " clear. Add tags: [\"pii:" + kind + "\"], or write 'mask: none' with a 'reason'"
                                + " in the property's millrace map."));
        return Optional.of(NOT_PERSONAL);
    }

    private static Optional<String> looksPersonal(Property property, FieldSources.Read read) {
        Optional<String> kind = PersonalNames.kindOf(property.fieldName().value());
        if (kind.isEmpty() && read.source() instanceof FieldSource.Path direct) {
            List<String> steps = direct.path().steps();
            return PersonalNames.kindOf(steps.get(steps.size() - 1));
        }
        return kind;
    }

    /** Notes where a mask cannot give a value of the field's type, or may not stand in the key. */
    void checkFit(Mask mask, FieldType type, Property property) {
        Place at = property.ours().mask().map(MaskDeclaration::at).orElse(property.at());
        String name = property.fieldName().value();
        if (!fits(mask, type) && type instanceof FieldType.Nested) {
            problems.error(
                    at,
                    "Mask '" + words(mask) + "' changes one value, but '" + name + "' holds many. Tag what is personal"
                            + " inside it, or drop it whole: mask {strategy: drop}.");
        } else if (!fits(mask, type)) {
            problems.error(
                    at,
                    "Mask '" + words(mask) + "' gives " + result(mask) + ", so '" + name + "' needs logicalType "
                            + logicalTypes(mask) + ".");
        }
        if (mask instanceof Mask.Drop && property.required()) {
            problems.error(at, "Mask 'drop' gives null, so '" + name + "' must not be required.");
        }
        if (property.primaryKey() && mask instanceof Mask.Encrypt && !mask.keepsApart()) {
            problems.error(
                    at,
                    "Mask 'encrypt' gives another text each time, so it may not stand in the primary key. Write 'mode:"
                            + " deterministic'.");
        } else if (property.primaryKey() && !mask.keepsApart()) {
            problems.error(
                    at,
                    "Mask '" + words(mask) + "' can give one value for several, so it may not stand in the primary"
                            + " key. Use pseudonymize, or another key.");
        }
    }

    private static boolean fits(Mask mask, FieldType type) {
        if (mask instanceof Mask.None || mask instanceof Mask.Drop || mask instanceof Mask.Arrived) {
            return true;
        }
        if (mask instanceof Mask.Bucket) {
            return type instanceof FieldType.Decimal || NUMBERS.contains(type);
        }
        if (type instanceof FieldType.Nested) {
            return false;
        }
        if (mask instanceof Mask.Encrypt && type == Simple.BYTES) {
            return true;
        }
        return mask instanceof Mask.Year ? YEARS.contains(type) : type == Simple.STRING;
    }

    private static String result(Mask mask) {
        if (mask instanceof Mask.Year) {
            return "a year";
        }
        return mask instanceof Mask.Bucket ? "a number" : "text";
    }

    private static String logicalTypes(Mask mask) {
        if (mask instanceof Mask.Year) {
            return "integer or string";
        }
        return mask instanceof Mask.Bucket ? "integer or number" : "string";
    }

    /** The mask as a descriptor would say it. */
    static String words(Mask mask) {
        if (mask instanceof Mask.Arrived arrived) {
            return words(arrived.mask());
        }
        if (mask instanceof Mask.Pseudonymize) {
            return "pseudonymize";
        }
        if (mask instanceof Mask.Encrypt) {
            return "encrypt";
        }
        if (mask instanceof Mask.Redact) {
            return "redact";
        }
        if (mask instanceof Mask.Drop) {
            return "drop";
        }
        if (mask instanceof Mask.KeepLast || mask instanceof Mask.KeepEmailDomain) {
            return "partial";
        }
        return mask instanceof Mask.None ? "none" : "generalize";
    }
}
