package io.millrace.runtime.plan;

import org.jspecify.annotations.Nullable;

/** The headers of one record. */
@FunctionalInterface
public interface HeaderLookup {
    /** A record without headers. */
    HeaderLookup NONE = name -> null;

    /** The value of the last header of the name, or null where there is none or it is null. */
    byte @Nullable [] last(String name);
}
