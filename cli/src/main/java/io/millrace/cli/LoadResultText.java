package io.millrace.cli;

import io.millrace.ingest.file.LoadResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a load came to, in words. */
final class LoadResultText {
    private LoadResultText() {}

    static List<String> lines(LoadResult result, String topic, Path rejects, boolean dryRun) {
        List<String> lines = new ArrayList<>();
        if (result.rows() > 0 && result.skipped() == result.rows() && !dryRun) {
            lines.add("this content was loaded before: " + result.rows() + " rows, " + result.rejected() + " rejected");
            return lines;
        }
        lines.add((dryRun ? "would load " : "loaded ") + result.taken() + " of " + result.rows() + " rows into " + topic
                + (result.skipped() > 0 ? ", going on behind row " + result.skipped() : ""));
        if (result.deleted() > 0) {
            lines.add("deleted " + result.deleted() + " keys that the snapshot does not have");
        }
        if (result.deletesWithheld()) {
            lines.add("deleted nothing: rows were rejected, and a key that is missing may be theirs. Mend them and load"
                    + " the file again");
        }
        if (result.rejected() > 0) {
            lines.add("rejected " + result.rejected() + " rows; " + rejects + " says which and why");
        }
        return lines;
    }
}
