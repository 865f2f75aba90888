/**
 * The Maven plugin: {@code validate} and {@code package} of a product in a build. It calls what the command line calls,
 * and knows of the build only where sources, classes and libraries lie.
 *
 * <p>May depend on {@code contracts} and {@code product-runtime}.
 */
@NullMarked
package io.millrace.maven;

import org.jspecify.annotations.NullMarked;
