package io.millrace.contracts.access;

/**
 * A right that a process needs on the cluster.
 *
 * @param principal whom it is granted, such as {@code User:orders}; {@link #UNNAMED} where the configuration does not say
 * @param why what it is needed for, such as {@code product checkout.orders}
 */
public record AccessRight(String principal, Operation operation, Resource resource, String why) {
    /** Stands for a principal that only the cluster knows. */
    public static final String UNNAMED = "<principal>";

    /** The right in words, for a plan. */
    public String words() {
        return "grant " + principal + " " + operation + " on " + resource.words() + " (" + why + ")";
    }

    /** That it is missing. */
    public String lack() {
        return (principal.equals(UNNAMED) ? "the principal of " + why : principal + " (" + why + ")") + " lacks "
                + operation + " on " + resource.words();
    }

    /**
     * What grants it.
     *
     * @param bootstrapServers of the cluster
     */
    public String repair(String bootstrapServers) {
        return "millrace apply, where " + principalKey() + " names the principal, or kafka-acls --bootstrap-server "
                + bootstrapServers + " --add --allow-principal '" + principal + "' --operation " + operation.option()
                + " " + resource.kind().option() + " '" + resource.name() + "'"
                + (resource.prefix() ? " --resource-pattern-type prefixed" : "");
    }

    /** {@link #lack} and {@link #repair}. */
    public String missing(String bootstrapServers) {
        return lack() + "; repair: " + repair(bootstrapServers);
    }

    private String principalKey() {
        return why.startsWith("the ") ? "gateway.principal" : why.replace(' ', '.') + ".principal";
    }
}
