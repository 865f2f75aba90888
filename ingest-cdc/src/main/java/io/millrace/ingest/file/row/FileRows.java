package io.millrace.ingest.file.row;

import io.millrace.contracts.event.DomainEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rows of a file, one after the other. For one thread. */
public interface FileRows {
    /**
     * The next row; empty at the end.
     *
     * @throws UnreadableFileException where the file cannot be read on
     */
    Optional<FileRow> next() throws IOException;

    /**
     * Opens rows; the stream is the caller's to close.
     *
     * @throws UnreadableFileException where the header does not fit the contract, with all that is wrong
     */
    static FileRows open(InputStream file, FileForm form, DomainEvent event) throws IOException {
        Reader characters = reader(file, form.charset());
        return form instanceof FileForm.Csv csv ? new CsvRows(characters, csv, event) : new LineRows(characters);
    }

    /** A byte order mark says more than what was declared; bytes that are no characters end the reading. */
    private static Reader reader(InputStream file, Charset declared) throws IOException {
        var bytes = new PushbackInputStream(file, 3);
        byte[] start = bytes.readNBytes(3);
        int mark = 0;
        Charset charset = declared;
        if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            mark = 3;
            charset = StandardCharsets.UTF_8;
        } else if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            mark = 2;
            charset = StandardCharsets.UTF_16LE;
        } else if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            mark = 2;
            charset = StandardCharsets.UTF_16BE;
        }
        bytes.unread(start, mark, start.length - mark);
        return new BufferedReader(
                new InputStreamReader(
                        bytes,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                64 * 1024);
    }
}
