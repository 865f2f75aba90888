package io.millrace.ingest.file;

import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.file.row.FileRow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where rejected rows are told, if anywhere. */
final class Rejects implements AutoCloseable {
    private final Optional<RejectsFile> file;

    private Rejects(Optional<RejectsFile> file) {
        this.file = file;
    }

    static Rejects of(LoadRequest request, long keep) throws IOException {
        return new Rejects(
                request.rejects().isPresent()
                        ? Optional.of(new RejectsFile(request.rejects().get(), request.rejectedRows(), keep))
                        : Optional.empty());
    }

    void add(FileRow row, List<EventProblem> problems) throws IOException {
        if (file.isPresent()) {
            file.get().add(row, problems);
        }
    }

    void flush() throws IOException {
        if (file.isPresent()) {
            file.get().flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
