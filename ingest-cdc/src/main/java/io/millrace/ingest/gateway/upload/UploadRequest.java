package io.millrace.ingest.gateway.upload;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.ingest.file.FileContent;
import io.millrace.ingest.file.LoadRequest;
import io.millrace.ingest.file.LoadRequest.FullSnapshot;
import io.millrace.ingest.file.Rejects;
import io.millrace.ingest.file.row.FileForm;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the query of an upload asks for: the options of {@code millrace ingest file}, by the same names.
 *
 * @param name what files of this kind are called
 * @param form how rows stand in it
 * @param dryRun judge only
 * @param abandon forget another content of this name that was loaded in part
 * @param snapshot whether the file holds all rows there are
 */
public record UploadRequest(
        String name, FileForm form, boolean dryRun, boolean abandon, Optional<FullSnapshot> snapshot) {
    /** Media types that are taken, for answers. */
    public static final String ALLOWED = "text/csv, application/x-ndjson";

    private static final List<String> PARAMETERS = List.of(
            "name",
            "delimiter",
            "quote",
            "encoding",
            "null",
            "ignore-column",
            "dry-run",
            "abandon-unfinished",
            "full-snapshot",
            "deleted",
            "max-deletes");
    private static final int MOST_DELETES = 50;

    /** Whether files of a media type are taken, with or without parameters. */
    public static boolean isTaken(String mediaType) {
        return isCsv(mediaType) || isLines(mediaType);
    }

    private static boolean isCsv(String mediaType) {
        return bare(mediaType).equals("text/csv");
    }

    private static boolean isLines(String mediaType) {
        return List.of("application/x-ndjson", "application/ndjson", "application/jsonl")
                .contains(bare(mediaType));
    }

    private static String bare(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a query.
     *
     * @param mediaType one that is taken
     * @param event names the file where the query does not
     * @param problems gets what is wrong
     * @return of no use where there are problems
     */
    public static UploadRequest of(
            Map<String, List<String>> query,
            String mediaType,
            String event,
            Optional<Path> snapshotKey,
            List<String> problems) {
        for (String given : query.keySet()) {
            if (!PARAMETERS.contains(given)) {
                problems.add("there is no such parameter. " + NearestMatch.hint(given, PARAMETERS));
            }
        }
        var values = new Values(query, problems);
        Charset encoding = values.charset();
        FileForm form = isLines(mediaType)
                ? new FileForm.Lines(encoding)
                : new FileForm.Csv(
                        values.delimiter(),
                        values.character("quote", '"'),
                        encoding,
                        values.text("null"),
                        Set.copyOf(query.getOrDefault("ignore-column", List.of())));
        return new UploadRequest(
                values.text("name").orElse(event),
                form,
                values.flag("dry-run"),
                values.flag("abandon-unfinished"),
                values.flag("full-snapshot") ? values.snapshot(snapshotKey) : Optional.empty());
    }

    /** What that comes to for a file. */
    LoadRequest load(FileContent content, Rejects.Opener rejects) {
        return new LoadRequest(content, name, form, rejects, dryRun, abandon, snapshot);
    }

    /** Values of parameters, noting what is wrong with them. */
    private record Values(Map<String, List<String>> query, List<String> problems) {
        Optional<String> text(String name) {
            List<String> given = query.getOrDefault(name, List.of());
            if (given.size() > 1) {
                problems.add(name + " stands twice");
            }
            return given.stream().findFirst();
        }

        boolean flag(String name) {
            String value = text(name).orElse("false");
            if (!value.equals("true") && !value.equals("false")) {
                problems.add(name + " is true or false");
            }
            return value.equals("true");
        }

        char character(String name, char otherwise) {
            String value = text(name).orElse(String.valueOf(otherwise));
            if (value.length() != 1) {
                problems.add(name + " is one character");
                return otherwise;
            }
            return value.charAt(0);
        }

        char delimiter() {
            try {
                return FileForm.delimiter(text("delimiter").orElse(","));
            } catch (IllegalArgumentException e) {
                problems.add("delimiter: " + e.getMessage());
                return ',';
            }
        }

        Charset charset() {
            try {
                return Charset.forName(text("encoding").orElse("UTF-8"));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                problems.add("encoding is the name of a character encoding, such as UTF-8 or windows-1252");
                return StandardCharsets.UTF_8;
            }
        }

        Optional<FullSnapshot> snapshot(Optional<Path> key) {
            int most = MOST_DELETES;
            try {
                most = Integer.parseInt(text("max-deletes").orElse(String.valueOf(MOST_DELETES)));
            } catch (NumberFormatException e) {
                problems.add("max-deletes is a share in percent, 0 to 100");
            }
            try {
                return Optional.of(FullSnapshot.of(text("deleted").orElse(""), key, most));
            } catch (IllegalArgumentException e) {
                problems.add("full-snapshot and deleted: " + e.getMessage());
                return Optional.empty();
            }
        }
    }
}
