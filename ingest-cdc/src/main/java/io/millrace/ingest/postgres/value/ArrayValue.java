package io.millrace.ingest.postgres.value;

import io.millrace.ingest.schema.Omission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Arrays, from PostgreSQL's own text of them. Its lower bound is not kept; an array of arrays has no form, since one
 * column may hold arrays of different dimensions.
 */
record ArrayValue(ArrayItems items) implements ColumnValue {

    @Override
    public SchemaBuilder schema() {
        return SchemaBuilder.array(items.schema());
    }

    @Override
    public Object value(Object raw) {
        Optional<List<@Nullable String>> texts = ArrayText.items(raw.toString());
        if (texts.isEmpty()) {
            return Omission.MULTI_DIMENSIONAL.list();
        }
        List<@Nullable Object> values = new ArrayList<>(texts.get().size());
        for (String text : texts.get()) {
            Object item = text == null ? null : items.item(text);
            Omission reason = item == null ? null : Omission.of(items.schema(), item);
            if (reason != null) {
                // An item cannot be left out by name, so the column is.
                return reason.list();
            }
            values.add(item);
        }
        return values;
    }

    @Override
    public Object nothing() {
        return List.of();
    }

    @Override
    public Object notLogged() {
        return Omission.NOT_LOGGED.list();
    }
}
