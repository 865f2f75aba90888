package io.millrace.contracts.governance;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The policies that come with Millrace. Each can be set per mesh; a domain can make it stricter. */
enum BuiltIn {
    OWNER("owner", Level.WARNING, Subject.Kind.PRODUCT),
    CONTACT("contact", Level.WARNING, Subject.Kind.PRODUCT),
    FIELD_DESCRIPTION("field-description", Level.WARNING, Subject.Kind.CONTRACT),
    PERSONAL_MASKED("personal-masked", Level.WARNING, Subject.Kind.FIELD),
    MASKING_STRATEGY("masking-strategy", Level.ERROR, Subject.Kind.FIELD),
    NAMING("naming", Level.WARNING, Subject.Kind.FIELD),
    SERVICE_LEVELS("service-levels", Level.WARNING, Subject.Kind.CONTRACT),
    RETENTION("retention-limits", Level.ERROR, Subject.Kind.CONTRACT),
    KEY("key", Level.WARNING, Subject.Kind.CONTRACT),
    VERSION_STEP("version-step", Level.ERROR, Subject.Kind.PRODUCT);

    private final String id;
    private final Level level;
    private final Subject.Kind about;

    BuiltIn(String id, Level level, Subject.Kind about) {
        this.id = id;
        this.level = level;
        this.about = about;
    }

    String id() {
        return id;
    }

    /** Where no mesh sets it. */
    Level level() {
        return level;
    }

    Subject.Kind about() {
        return about;
    }

    static Map<String, BuiltIn> byId() {
        return Arrays.stream(values()).collect(Collectors.toMap(BuiltIn::id, Function.identity()));
    }
}
