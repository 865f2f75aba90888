package io.millrace.runtime.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.management.ManagementPages.Page;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a page to whom it is for, and ends the connection: the next question costs its client a new one. */
final class GuardedPages extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedPages.class);
    private static final String TEXT = "text/plain";

    private final ManagementAccess access;
    private final ManagementPages pages;

    GuardedPages(ManagementAccess access, ManagementPages pages) {
        this.access = access;
        this.pages = pages;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // As it was sent: what a path comes to is for nobody to work out.
        String path = request.getHttpURI().getPath();
        Page page;
        if (!access.admits(path, request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            page = new Page(401, TEXT, "show the token of management.token.file: Authorization: Bearer <token>\n");
        } else if (!request.getMethod().equals("GET")) {
            page = new Page(405, TEXT, "only GET is answered here\n");
        } else {
            page = page(path);
        }
        write(page, response, callback);
        return true;
    }

    private Page page(String path) {
        try {
            return pages.at(path);
        } catch (RuntimeException e) {
            LOG.error("page {} failed unexpectedly", path, e);
            return new Page(500, TEXT, "unexpected; the log says more\n");
        }
    }

    /** Answers what the server refuses by itself. */
    static boolean refuse(Request request, Response response, Callback callback) {
        String detail = "the request could not be read as HTTP, or its header is too large\n";
        write(new Page(response.getStatus(), TEXT, detail), response, callback);
        return true;
    }

    private static void write(Page page, Response response, Callback callback) {
        response.setStatus(page.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.type() + "; charset=utf-8");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(page.body().getBytes(UTF_8)), callback);
    }
}
