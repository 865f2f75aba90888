package io.millrace.ingest.gateway;

import io.millrace.ingest.gateway.request.Answer;
import io.millrace.ingest.gateway.request.Gatekeeper;
import io.millrace.ingest.gateway.request.Gatekeeper.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who asks for what, and lets the endpoint of that path answer. */
final class GatewayHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayHandler.class);
    private static final String ANYBODY = "anybody";

    private final Gatekeeper gatekeeper;
    private final TreeMap<String, Endpoint> endpoints;
    private final Pages pages;
    private final GatewayMeters meters;

    /**
     * @param endpoints by first step of the path
     * @param pages what everybody may read
     */
    GatewayHandler(Gatekeeper gatekeeper, Map<String, Endpoint> endpoints, Pages pages, GatewayMeters meters) {
        this.gatekeeper = gatekeeper;
        this.endpoints = new TreeMap<>(endpoints);
        this.pages = pages;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var exchange = new Exchange(request, response, callback, meters);
        try {
            route(exchange);
        } catch (RuntimeException e) {
            // Its text may quote the request.
            LOG.error("a request failed unexpectedly: {}", e.getClass().getName());
            exchange.answer(Answer.refusal(500, "unexpected; the log of the gateway says more"));
        }
        return true;
    }

    private void route(Exchange exchange) {
        boolean reads = exchange.method().equals("GET");
        Optional<Answer> page = reads ? pages.at(exchange.steps()) : Optional.empty();
        if (page.isPresent()) {
            exchange.by(ANYBODY);
            exchange.answer(page.get());
            return;
        }
        Entry entry = gatekeeper.enter(exchange.header(HttpHeader.AUTHORIZATION.asString()));
        if (entry instanceof Entry.Refused refused) {
            exchange.answer(refused.answer());
            return;
        }
        var holder = ((Entry.Admitted) entry).holder();
        exchange.by(holder.map(who -> who.domain() + "/" + who.name()).orElse(ANYBODY));
        List<String> steps = exchange.steps();
        Endpoint endpoint = steps.isEmpty() || steps.size() > 2 ? null : endpoints.get(steps.get(0));
        Optional<Answer> list = endpoint != null && steps.size() == 1 && reads
                ? endpoint.get(Optional.empty(), holder)
                : Optional.empty();
        if (list.isPresent()) {
            exchange.answer(list.get());
            return;
        }
        if (endpoint == null || steps.size() == 1) {
            exchange.answer(Answer.refusal(404, "there is nothing; " + nearby()));
            return;
        }
        String event = steps.get(1);
        Optional<Answer> foreign = gatekeeper.refusal(holder, event);
        if (foreign.isPresent()) {
            exchange.answer(foreign.get());
        } else if (!endpoint.events().contains(event)) {
            exchange.answer(Gatekeeper.unknown(holder, event, endpoint.events()));
        } else if (!exchange.method().equals("POST")) {
            exchange.about(event);
            exchange.answer((reads ? endpoint.get(Optional.of(event), holder) : Optional.<Answer>empty())
                    .orElseGet(
                            () -> Answer.refusal(405, "only POST is taken here").with("Allow", "POST")));
        } else {
            exchange.about(event);
            endpoint.post(event, holder, exchange);
        }
    }

    private String nearby() {
        return "events go to /events/<domain>.<event>"
                + (endpoints.containsKey("files")
                        ? ", files to /files/<domain>.<event>, a page for people is at /upload"
                        : ", and files are not taken: gateway.files=true lets them in");
    }
}
