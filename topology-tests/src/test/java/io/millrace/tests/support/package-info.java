/** What several tests share: the platform of this JVM, child processes, plain consumers and producers. */
@NullMarked
package io.millrace.tests.support;

import org.jspecify.annotations.NullMarked;
