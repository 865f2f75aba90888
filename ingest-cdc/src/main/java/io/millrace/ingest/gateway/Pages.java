package io.millrace.ingest.gateway;

import io.millrace.ingest.gateway.request.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The page that people upload files with. It holds nothing of the mesh, so everybody may read it. */
final class Pages {
    /** The page may talk to this gateway and to nobody else, and runs no other script. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final Map<String, Answer> pages;

    private Pages(Map<String, Answer> pages) {
        this.pages = pages;
    }

    /** @param uploads whether files are taken; without, there is no page */
    static Pages of(boolean uploads) {
        Map<String, Answer> pages = new HashMap<>();
        if (uploads) {
            pages.put("upload", read("upload.html", "text/html; charset=utf-8"));
            pages.put("upload.js", read("upload.js", "text/javascript; charset=utf-8"));
            pages.put("upload.css", read("upload.css", "text/css; charset=utf-8"));
        }
        return new Pages(pages);
    }

    /** The page at a path, if there is one. */
    Optional<Answer> at(List<String> steps) {
        return steps.size() == 1 ? Optional.ofNullable(pages.get(steps.get(0))) : Optional.empty();
    }

    private static Answer read(String name, String mediaType) {
        try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream(name), name)) {
            return Answer.page(mediaType, in.readAllBytes())
                    .with("Content-Security-Policy", POLICY)
                    .with("Referrer-Policy", "no-referrer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
