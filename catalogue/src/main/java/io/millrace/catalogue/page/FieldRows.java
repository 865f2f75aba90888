package io.millrace.catalogue.page;

import io.millrace.catalogue.example.MaskedExample;
import io.millrace.catalogue.lineage.FieldLineage;
import io.millrace.catalogue.lineage.Origin;
import io.millrace.catalogue.markup.Html;
import io.millrace.catalogue.model.NestedField;
import io.millrace.catalogue.model.Written;
import io.millrace.catalogue.words.MaskWords;
import io.millrace.catalogue.words.RuleWords;
import io.millrace.catalogue.words.TypeWords;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import java.util.List;
import org.apache.avro.Schema;

/** The fields of a port, a row each: what they are, what holds for them, how they are masked, where they come from. */
final class FieldRows {
    private final FieldLineage lineage;
    private final String root;

    FieldRows(FieldLineage lineage, String root) {
        this.lineage = lineage;
        this.root = root;
    }

    Html of(List<Field> fields, Schema schema, List<Written> properties) {
        Table table =
                new Table("Fields", "Field", "Type", "Meaning and rules", "Personal data", "Comes from").type("fields");
        for (NestedField nested : NestedField.all(fields, schema, properties)) {
            Field field = nested.field();
            table.row(
                    nested.anchor(),
                    name(nested),
                    type(nested.schema()),
                    meaning(field, nested.schema(), nested.written()),
                    mask(field, nested.schema()),
                    origin(field));
        }
        return table.html();
    }

    private static Html name(NestedField nested) {
        Field field = nested.field();
        Written property = nested.written();
        Html cell =
                Html.of("div", Tags.link("#" + nested.anchor(), nested.name()).type("field"));
        if (!property.text("businessName").isEmpty()) {
            cell.add(Html.of("div", property.text("businessName")).type("quiet"));
        }
        Html badges = Html.of("div").type("badges");
        field.primaryKeyPosition().ifPresent(position -> badges.add(Tags.badge("key", "key")));
        badges.add(field.required() ? Tags.badge("required", "required") : Tags.badge("", "may be null"));
        if (property.text("deprecated").equals("true")) {
            badges.add(Tags.badge("warn", "deprecated"));
        }
        return cell.add(badges);
    }

    private static Html type(Schema type) {
        return Html.of(
                "div",
                Html.of("div", TypeWords.of(type)),
                Html.of("div", Tags.code(TypeWords.avro(type))).type("quiet"));
    }

    private static Html meaning(Field field, Schema type, Written property) {
        Html cell = Html.of("div");
        if (!field.description().isEmpty()) {
            cell.add(Html.of("p", field.description()));
        }
        Html rules = Html.of("ul").type("rules");
        boolean any = false;
        if (field.required() && field.onMissing() == OnViolation.DEFAULT) {
            rules.add(Html.of("li", "Where it is missing, ")
                    .add(Tags.code(field.defaultValue().orElse("")))
                    .add(" takes its place."));
            any = true;
        } else if (field.defaultValue().isPresent()) {
            rules.add(Html.of("li", "Default ")
                    .add(Tags.code(field.defaultValue().orElseThrow()))
                    .add("."));
            any = true;
        }
        for (FieldRule rule : field.rules()) {
            rules.add(Html.of("li", words(rule, type, property) + "; else " + RuleWords.of(rule.onViolation()) + " ")
                    .add(Html.of("span", "(" + rule.name() + ")").type("quiet")));
            any = true;
        }
        if (any) {
            cell.add(rules);
        }
        boolean silent = !any && field.description().isEmpty();
        return silent ? cell.add(Html.of("span", "—").type("quiet")) : cell;
    }

    /** A form such as uuid is run as a pattern; people know it by its name. */
    private static String words(FieldRule rule, Schema type, Written property) {
        String format = property.map("logicalTypeOptions").text("format");
        boolean named = rule.condition() instanceof FieldRule.Condition.Matches
                && rule.name().endsWith(".format");
        return named && !format.isEmpty() ? "has the form " + format : RuleWords.of(rule.condition(), type);
    }

    private static Html mask(Field field, Schema type) {
        if (field.classification().isEmpty()) {
            return Html.of("span", "no").type("quiet");
        }
        Html cell = Html.of("div")
                .add(Html.of(
                        "div", Tags.badge("personal", field.classification().orElseThrow())))
                .add(Html.of("p", MaskWords.of(field.mask())));
        if (!(field.mask() instanceof Mask.None || field.mask() instanceof Mask.Redact)) {
            MaskedExample.of(field.mask(), type)
                    .ifPresent(shape -> cell.add(Html.of("div", "Such as ").add(Tags.code(String.valueOf(shape)))));
        }
        return cell;
    }

    private Html origin(Field field) {
        Html cell = Html.of("div");
        String expression = FieldLineage.expression(field);
        if (!expression.isEmpty()) {
            cell.add(Html.of("p", "Computed: ").add(Tags.code(expression)));
        }
        for (Origin origin : lineage.of(field)) {
            cell.add(Html.of(
                            "div",
                            origin.href().isEmpty()
                                    ? Html.of("span", origin.words())
                                    : Tags.link(root + origin.href(), origin.words()))
                    .add(Html.of("div", Tags.path(origin.path())).type("quiet")));
        }
        return cell;
    }
}
