package io.millrace.contracts.resolve;

import io.millrace.contracts.policy.DomainDefaults;
import io.millrace.contracts.policy.MaskingPolicy;

/** What a domain decides for its products. */
public record Domain(DomainDefaults defaults, MaskingPolicy policy) {
    /** Name of the domain. */
    public String name() {
        return defaults.name();
    }
}
