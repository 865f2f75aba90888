package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.time.Duration;

/**
 * A number is an outlier if its amount is greater than a multiple of a quantile of the amounts in the window before.
 *
 * @param name names the rule in dead letters, flags and metrics
 * @param field a number
 * @param quantile above 0 and below 1
 * @param factor at least 1
 * @param window length of the windows, in broker time
 * @param onViolation {@link OnViolation#REJECT} or {@link OnViolation#FLAG}
 * @param location of the rule
 */
public record OutlierRule(
        String name,
        String field,
        double quantile,
        double factor,
        Duration window,
        OnViolation onViolation,
        Location location) {}
