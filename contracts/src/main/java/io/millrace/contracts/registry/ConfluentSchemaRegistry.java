package io.millrace.contracts.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * A registry that speaks the Confluent REST API: Confluent, Karapace, Redpanda, and Apicurio under
 * {@code /apis/ccompat/v7}. Every call is bounded by the timeout; nothing is retried here, {@link
 * RegistryException#retriable()} tells the caller whether it makes sense.
 */
public final class ConfluentSchemaRegistry implements SchemaRegistry {
    private final RegistryHttp http;

    /**
     * @param base such as {@code http://localhost:8081} or {@code http://localhost:8080/apis/ccompat/v7}
     * @param credentials for basic authentication, if the registry asks for it
     * @param timeout of one call, connecting included
     */
    public ConfluentSchemaRegistry(URI base, Optional<Credentials> credentials, Duration timeout) {
        this.http = new RegistryHttp(base, credentials, timeout, Optional.empty());
    }

    /**
     * The same over TLS, with other authorities than those of Java, or with a certificate of one's own.
     *
     * @param tls how to connect
     */
    public ConfluentSchemaRegistry(URI base, Optional<Credentials> credentials, Duration timeout, SSLContext tls) {
        this.http = new RegistryHttp(base, credentials, timeout, Optional.of(tls));
    }

    @Override
    public int register(String subject, Schema schema) {
        RegistryHttp.Answer answer =
                http.post("/subjects/" + encoded(subject) + "/versions", withSchema(schema), "register a schema");
        return id(answer.orElseThrow());
    }

    @Override
    public Optional<Integer> idOf(String subject, Schema schema) {
        return http.post("/subjects/" + encoded(subject), withSchema(schema), "look a schema up")
                .unlessAbsent()
                .map(ConfluentSchemaRegistry::id);
    }

    @Override
    public Optional<Schema> schemaById(int id) {
        return http.get("/schemas/ids/" + id, "read schema " + id)
                .unlessAbsent()
                .map(found -> schema(id, found));
    }

    @Override
    public void setCompatibility(String subject, String level) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level);
        http.put("/config/" + encoded(subject), body, "set compatibility " + level)
                .orElseThrow();
    }

    @Override
    public Optional<String> compatibility(String subject) {
        return http.get("/config/" + encoded(subject), "read the compatibility")
                .unlessAbsent()
                .map(found -> found.text("compatibilityLevel"));
    }

    @Override
    public List<Schema> versions(String subject) {
        String path = "/subjects/" + encoded(subject) + "/versions";
        List<Schema> schemas = new ArrayList<>();
        for (int version : http.get(path, "list the versions of a subject").numbersUnlessAbsent()) {
            http.get(path + "/" + version, "read version " + version + " of a subject")
                    .unlessAbsent()
                    .ifPresent(found -> schemas.add(schema(version, found)));
        }
        return List.copyOf(schemas);
    }

    @Override
    public List<String> objections(String subject, Schema schema) {
        String path = "/compatibility/subjects/" + encoded(subject) + "/versions?verbose=true";
        Optional<RegistryHttp.Body> answer =
                http.post(path, withSchema(schema), "check compatibility").unlessAbsent();
        if (answer.isEmpty() || answer.get().json().path("is_compatible").asBoolean(true)) {
            return List.of();
        }
        List<String> messages = new ArrayList<>();
        answer.get().json().path("messages").forEach(message -> messages.add(message.asText()));
        return messages.isEmpty() ? List.of("the schema is not compatible") : List.copyOf(messages);
    }

    @Override
    public boolean delete(String subject) {
        RegistryHttp.Answer answer = http.delete("/subjects/" + encoded(subject), "delete a subject");
        return !answer.numbersUnlessAbsent().isEmpty();
    }

    private static int id(RegistryHttp.Body found) {
        JsonNode id = found.json().get("id");
        if (id == null || !id.isInt()) {
            throw found.unexpected("a whole number 'id'");
        }
        return id.intValue();
    }

    private static Schema schema(int id, RegistryHttp.Body found) {
        JsonNode type = found.json().get("schemaType");
        if (type != null && !type.asText().equals("AVRO")) {
            throw new NotAvroException("Schema " + id + " of the registry is of type " + type.asText() + ", not AVRO");
        }
        try {
            return new Schema.Parser(NameValidator.UTF_VALIDATOR).parse(found.text("schema"));
        } catch (AvroRuntimeException e) {
            throw new NotAvroException(
                    "Schema " + id + " of the registry is no Avro schema that is complete by itself");
        }
    }

    private static ObjectNode withSchema(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
