package io.millrace.ingest.gateway;

import io.millrace.ingest.gateway.request.AccessTokens.Holder;
import java.util.Collection;
import java.util.Optional;

/** What answers below one first step of the path. */
interface Endpoint {
    /** Names of the events it knows. */
    Collection<String> events();

    /** Answers a POST, now or later. */
    void post(String event, Optional<Holder> holder, Exchange exchange);
}
