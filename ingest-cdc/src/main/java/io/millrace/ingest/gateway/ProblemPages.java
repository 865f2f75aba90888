package io.millrace.ingest.gateway;

import io.millrace.ingest.gateway.request.Answer;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Refusals by the server itself, of what never becomes a request, in the same form as ours and without any detail. */
final class ProblemPages extends ErrorHandler {
    private static final String DETAIL = "the request could not be read as HTTP, or its header is too large";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.write(
                true,
                ByteBuffer.wrap(Answer.refusal(response.getStatus(), DETAIL).body()),
                callback);
        return true;
    }
}
