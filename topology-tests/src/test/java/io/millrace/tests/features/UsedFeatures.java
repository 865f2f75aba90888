package io.millrace.tests.features;

import io.millrace.contracts.product.Product;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The features that one product's descriptor and contracts make use of, found by walking the resolved model. */
final class UsedFeatures {
    private final Set<String> found = new TreeSet<>();

    private UsedFeatures() {}

    static Set<String> of(Product product) {
        UsedFeatures used = new UsedFeatures();
        used.walk(product);
        return used.found;
    }

    private void walk(Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::walk);
        } else if (value instanceof Collection<?> items) {
            items.forEach(this::walk);
        } else if (value instanceof Map<?, ?> entries) {
            walk(entries.values());
        } else if (value.getClass().getPackageName().equals(Product.class.getPackageName())) {
            if (value instanceof Enum<?> constant) {
                found.add(ModelFeatures.ofConstant(constant));
            } else if (value.getClass().isRecord()) {
                walkRecord(value);
            }
        }
    }

    private void walkRecord(Object record) {
        Class<?> type = record.getClass();
        ModelFeatures.ofCase(type).ifPresent(found::add);
        try {
            if (ModelFeatures.hasDefault(type) && !isDefault(record)) {
                found.add(ModelFeatures.kebab(type.getSimpleName()));
            }
            for (RecordComponent part : type.getRecordComponents()) {
                var accessor = part.getAccessor();
                accessor.setAccessible(true);
                Object content = accessor.invoke(record);
                if (ModelFeatures.mayBeThere(part) && ModelFeatures.isThere(content)) {
                    found.add(ModelFeatures.ofPart(type, part));
                }
                walk(content);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The declared model is made of records that tell their parts", e);
        }
    }

    private static boolean isDefault(Object record) throws ReflectiveOperationException {
        for (var field : record.getClass().getDeclaredFields()) {
            if (java.lang.reflect.Modifier.isStatic(field.getModifiers()) && field.getType() == record.getClass()) {
                field.setAccessible(true);
                if (record.equals(field.get(null))) {
                    return true;
                }
            }
        }
        return false;
    }
}
