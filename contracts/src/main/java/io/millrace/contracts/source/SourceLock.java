package io.millrace.contracts.source;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.table.TableShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the captured tables of a source looked like when somebody ran {@code millrace lock}: a generated file beside
 * the source, {@code <source>.lock.yaml}, from which {@code validate} knows columns without the database.
 *
 * @param source name of the source
 * @param tables by {@code <schema>.<table>}, in the order of the file
 * @param at the file
 */
public record SourceLock(String source, Map<String, TableShape> tables, Place at) {
    public SourceLock {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }
}
