package io.millrace.contracts.draft;

import io.millrace.contracts.policy.MaskDeclaration;
import io.millrace.contracts.policy.MaskingPolicy;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.resolve.PersonalNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The properties for the fields of a record. A name that looks personal is tagged with its kind where the policy can
 * mask it so; where it cannot, the field is left out, since what nobody decided should not leave.
 *
 * @param fields in the order of the record
 * @param leftOut a line for each field that is not served, saying why
 */
record DraftFields(List<DraftField> fields, List<String> leftOut) {

    static DraftFields of(Schema row, List<String> key, MaskingPolicy policy) {
        List<DraftField> fields = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Schema.Field field : row.getFields()) {
            Schema type = FieldForm.present(field.schema());
            Optional<FieldForm> form = FieldForm.of(type);
            if (form.isEmpty()) {
                leftOut.add(field.name() + ": " + Words.withArticle(type)
                        + "; map what you need of it with transformLogic");
                continue;
            }
            boolean required = field.schema().getType() != Schema.Type.UNION;
            Optional<String> kind = kindOf(field.name(), policy);
            int position = key.indexOf(field.name()) + 1;
            if (kind.isEmpty()) {
                fields.add(new DraftField(field.name(), form.get(), form.get(), required, position, kind, false, ""));
            } else {
                personal(field.name(), form.get(), required, position, kind.get(), policy)
                        .ifPresentOrElse(
                                fields::add,
                                () -> leftOut.add(field.name() + ": looks personal (" + kind.get() + "), and "
                                        + policy.file() + " has no mask for it that fits; decide, then add it"));
            }
        }
        return new DraftFields(List.copyOf(fields), List.copyOf(leftOut));
    }

    /** The kind a name looks like: one of the policy by its own name, or a guess. */
    private static Optional<String> kindOf(String name, MaskingPolicy policy) {
        String asKind = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return policy.of(asKind).isPresent() ? Optional.of(asKind) : PersonalNames.kindOf(name);
    }

    private static Optional<DraftField> personal(
            String name, FieldForm form, boolean required, int position, String kind, MaskingPolicy policy) {
        FieldForm input = form.logicalType().equals("string")
                ? FieldForm.text(
                        kind.equals("email") ? "ada." + name + "@people.example" : "Ada " + name + " 0815-4711-42")
                : form;
        String decide = "Tagged by its name. Is it personal, and of kind '" + kind + "'?";
        Mask mask = policy.of(kind)
                .map((MaskDeclaration declared) -> declared.bind(kind))
                .orElse(new Mask.None(""));
        if (position > 0) {
            boolean ownMask = !(mask instanceof Mask.Pseudonymize);
            return Optional.of(new DraftField(
                    name, input, FieldForm.text(""), required, position, Optional.of(kind), ownMask, decide));
        }
        Optional<FieldForm> output = masked(mask, form);
        boolean drops = mask instanceof Mask.Drop;
        return output.map(
                found -> new DraftField(name, input, found, required && !drops, 0, Optional.of(kind), false, decide));
    }

    private static Optional<FieldForm> masked(Mask mask, FieldForm form) {
        if (mask instanceof Mask.Drop) {
            return Optional.of(form);
        }
        if (mask instanceof Mask.Year) {
            boolean dated =
                    form.logicalType().equals("date") || form.logicalType().equals("timestamp");
            return dated ? Optional.of(new FieldForm("integer", Optional.of("int"), 2026, "")) : Optional.empty();
        }
        boolean text = mask instanceof Mask.Pseudonymize
                || mask instanceof Mask.Redact
                || mask instanceof Mask.KeepLast
                || mask instanceof Mask.KeepEmailDomain
                || mask instanceof Mask.KeepPrefix;
        return text ? Optional.of(FieldForm.text("")) : Optional.empty();
    }
}
