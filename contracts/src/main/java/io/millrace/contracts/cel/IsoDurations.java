package io.millrace.contracts.cel;

import dev.cel.common.exceptions.CelBadFormatException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeHelpers;
import java.time.Duration;

/** CEL's {@code duration}, which takes {@code 720h}, and also ISO-8601, {@code P30D}, as contracts write periods. */
public final class IsoDurations {
    private IsoDurations() {}

    /** Gives a runtime the standard functions, with this one in the place of CEL's own. */
    public static void install(CelRuntimeBuilder runtime) {
        runtime.setStandardFunctions(CelStandardFunctions.newBuilder()
                        .excludeFunctions(CelStandardFunctions.StandardFunction.DURATION)
                        .build())
                .addFunctionBindings(CelFunctionBinding.fromOverloads(
                        "duration",
                        CelFunctionBinding.from("duration_to_duration", Duration.class, same -> same),
                        CelFunctionBinding.from("string_to_duration", String.class, IsoDurations::parse)));
    }

    private static Duration parse(String text) {
        try {
            return text.contains("P") || text.contains("p")
                    ? Duration.parse(text)
                    : RuntimeHelpers.createJavaDurationFromString(text);
        } catch (RuntimeException e) {
            throw new CelBadFormatException(new IllegalArgumentException(
                    "a duration is written as 'P30D', 'PT1H30M' (ISO-8601, without months and years) or '720h'", e));
        }
    }
}
