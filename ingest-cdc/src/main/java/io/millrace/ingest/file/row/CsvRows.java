package io.millrace.ingest.file.row;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.event.EventProblem;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of comma-separated values below a header row. */
final class CsvRows implements FileRows {
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Iterator<CsvLine> lines;
    private final List<Optional<CsvColumn>> columns;
    private final @Nullable String nullText;
    private long last = 1;

    CsvRows(Reader characters, FileForm.Csv form, DomainEvent event) {
        this.lines = CsvReader.builder()
                .fieldSeparator(form.delimiter())
                .quoteCharacter(form.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new CsvLine.Handler(), characters)
                .iterator();
        this.nullText = form.nullText().orElse(null);
        CsvLine header = read().orElseThrow(
                        () -> new UnreadableFileException("the file is empty; its first row names the columns"));
        this.columns = CsvHeader.columns(header, form, event);
    }

    @Override
    public Optional<FileRow> next() {
        return read().map(this::row);
    }

    private Optional<CsvLine> read() {
        try {
            if (!lines.hasNext()) {
                return Optional.empty();
            }
            CsvLine line = lines.next();
            last = line.number();
            return Optional.of(line);
        } catch (CsvParseException e) {
            // Its text may quote the line.
            throw new UnreadableFileException("behind line " + last
                    + " a quote is not closed, is followed by more than a delimiter, or a field is too long; check"
                    + " --quote and --delimiter");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new UnreadableFileException("behind line " + last
                        + " are bytes that are no characters of the encoding; say which it is with --encoding");
            }
            throw e;
        }
    }

    private FileRow row(CsvLine line) {
        if (line.fields().size() != columns.size()) {
            return new FileRow(
                    line.number(),
                    NOTHING,
                    List.of(new EventProblem(
                            "", "has " + line.fields().size() + " fields, and the header has " + columns.size())));
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < columns.size(); i++) {
            CsvLine.Cell cell = line.fields().get(i);
            boolean isNull =
                    !cell.quoted() && (cell.text().isEmpty() || cell.text().equals(nullText));
            columns.get(i).filter(column -> !isNull).ifPresent(column -> column.put(cell.text(), content));
        }
        return new FileRow(line.number(), content, List.of());
    }
}
