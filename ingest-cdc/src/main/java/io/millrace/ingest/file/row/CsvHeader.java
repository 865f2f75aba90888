package io.millrace.ingest.file.row;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.event.EventField;
import io.millrace.contracts.event.EventField.EventType;
import io.millrace.contracts.problem.NearestMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Binds the header row to the fields of a contract, before any row is taken: a typo there would spoil them all. */
final class CsvHeader {
    private CsvHeader() {}

    /**
     * The columns in their order; empty ones are left out.
     *
     * @throws UnreadableFileException with all that is wrong
     */
    static List<Optional<CsvColumn>> columns(CsvLine header, FileForm.Csv form, DomainEvent event) {
        Map<String, EventField> fields = new LinkedHashMap<>();
        event.fields().forEach(field -> fields.put(field.name(), field));
        boolean named = fields.isEmpty()
                || header.fields().stream()
                        .anyMatch(cell -> fields.containsKey(cell.text().strip()));
        if (!named) {
            // Not one name: it may be a row, whose values nobody is to read in an answer or a log.
            throw new UnreadableFileException(
                    "the first row has " + header.fields().size()
                            + " columns, and none is a field of contract " + event.contractId() + " ("
                            + String.join(", ", fields.keySet())
                            + "): the first row names the columns"
                            + (header.fields().size() == 1 ? "; is the delimiter right (--delimiter)?" : ""));
        }
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<Optional<CsvColumn>> columns = new ArrayList<>();
        for (CsvLine.Cell cell : header.fields()) {
            String name = cell.text().strip();
            if (!seen.add(name)) {
                problems.add("column " + name + " stands twice");
            } else if (form.ignored().contains(name)) {
                columns.add(Optional.empty());
            } else if (fields.isEmpty()) {
                columns.add(Optional.of(new CsvColumn(name, new EventType.Anything())));
            } else if (fields.containsKey(name)) {
                columns.add(Optional.of(new CsvColumn(name, fields.get(name).type())));
            } else {
                problems.add("column " + name + " is no field of contract " + event.contractId() + ". "
                        + NearestMatch.hint(name, fields.keySet()) + " Or leave it out with --ignore-column");
            }
        }
        Optional<String> id = event.idPath().filter(path -> path.size() == 1).map(path -> path.get(0));
        fields.values().stream()
                .filter(EventField::required)
                .map(EventField::name)
                // A row without it gets one made from its content.
                .filter(name -> !seen.contains(name) && !id.equals(Optional.of(name)))
                .forEach(name -> problems.add("column " + name + ", which the contract requires, is missing"));
        Set<String> unknown = new TreeSet<>(form.ignored());
        unknown.removeAll(seen);
        unknown.forEach(name -> problems.add("--ignore-column " + name + ": there is no such column"));
        if (!problems.isEmpty()) {
            String hint = header.fields().size() == 1
                    ? System.lineSeparator() + "  the header has one column; is the delimiter right (--delimiter)?"
                    : "";
            throw new UnreadableFileException("the header does not fit:" + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", problems) + hint);
        }
        return columns;
    }
}
