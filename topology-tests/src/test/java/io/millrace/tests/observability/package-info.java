/**
 * The documented list of metrics against what processes show, and the alert rules and dashboards against that list and
 * against a real Prometheus.
 */
@NullMarked
package io.millrace.tests.observability;

import org.jspecify.annotations.NullMarked;
