package io.millrace.contracts.access;

import java.util.Locale;

/**
 * What a right is about.
 *
 * @param kind topic, group or transactional id
 * @param name its name, or how its name begins
 * @param prefix whether all names that begin so are meant
 */
public record Resource(Kind kind, String name, boolean prefix) {

    /** Named as Kafka's access control lists name it. */
    public enum Kind {
        TOPIC,
        GROUP,
        TRANSACTIONAL_ID;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** As an option of {@code kafka-acls}. */
        String option() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static Resource topic(String name) {
        return new Resource(Kind.TOPIC, name, false);
    }

    public static Resource group(String name) {
        return new Resource(Kind.GROUP, name, false);
    }

    public static Resource transactionalId(String name) {
        return new Resource(Kind.TRANSACTIONAL_ID, name, false);
    }

    /** All transactional ids that begin with {@code name}. */
    public static Resource transactionalIds(String name) {
        return new Resource(Kind.TRANSACTIONAL_ID, name, true);
    }

    /** Such as {@code topic orders.orders.cdc}, or {@code transactional ids with prefix orders-}. */
    public String words() {
        return kind.words() + (prefix ? "s with prefix " : " ") + name;
    }
}
