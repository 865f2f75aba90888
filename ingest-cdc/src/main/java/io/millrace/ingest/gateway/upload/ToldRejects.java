package io.millrace.ingest.gateway.upload;

import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.file.Rejects;
import io.millrace.ingest.file.row.FileRow;
import io.millrace.ingest.gateway.request.RequestProblem;
import java.util.ArrayList;
import java.util.List;

/** The first rejected rows of a load, for its answer: lines and reasons, and never what stood there. */
final class ToldRejects implements Rejects.Opener {
    private static final int MOST = 1000;

    private List<RequestProblem> problems = new ArrayList<>();
    private long earlier;
    private long untold;

    /** An attempt goes on behind what was committed, so what was told by the one before is told again, or was earlier. */
    @Override
    public Rejects open(long keep) {
        problems = new ArrayList<>();
        earlier = keep;
        untold = 0;
        return this::add;
    }

    private void add(FileRow row, List<EventProblem> of) {
        if (problems.size() + of.size() > MOST) {
            untold++;
            return;
        }
        of.forEach(problem -> problems.add(new RequestProblem((int) row.line(), problem.pointer(), problem.text())));
    }

    List<RequestProblem> problems() {
        return problems;
    }

    /** Rejected rows that are not among the problems: of attempts before, and those beyond the bound. */
    long untold() {
        return earlier + untold;
    }
}
