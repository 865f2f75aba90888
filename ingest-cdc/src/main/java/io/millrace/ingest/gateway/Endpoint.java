package io.millrace.ingest.gateway;

import io.millrace.ingest.gateway.request.AccessTokens.Holder;
import io.millrace.ingest.gateway.request.Answer;
import java.util.Collection;
import java.util.Optional;

/** What answers below one first step of the path. */
interface Endpoint {
    /** Names of the events it knows. */
    Collection<String> events();

    /** Answers a GET of one event, or of all; empty where there is nothing to read. */
    default Optional<Answer> get(Optional<String> event, Optional<Holder> holder) {
        return Optional.empty();
    }

    /** Answers a POST, now or later. */
    void post(String event, Optional<Holder> holder, Exchange exchange);
}
