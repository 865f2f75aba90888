package io.millrace.contracts.resolve;

import io.millrace.contracts.yaml.Sited;
import java.util.Optional;

/**
 * Why a value is personal.
 *
 * @param kind as tagged, and where
 * @param reader the property of a served contract that is tagged; empty where the contract of the input tags the value
 */
record Personal(Sited<String> kind, Optional<String> reader) {

    /** The value is personal by the contract of the input. */
    static Personal ofInput(Sited<String> kind) {
        return new Personal(kind, Optional.empty());
    }

    /** The tag as a contract writes it. */
    String tag() {
        return tag(kind.value());
    }

    /** The tag, who bears it, and where. */
    String words() {
        return "'" + tag() + "'"
                + reader.map(name -> " of property '" + name + "'").orElse("") + " at "
                + kind.at().location();
    }

    /** The tag of a kind. */
    static String tag(String kind) {
        return kind.equals("pii") ? kind : "pii:" + kind;
    }
}
