/** What several tests share: the embedded platform of this JVM, child processes, plain consumers and producers. */
@NullMarked
package io.millrace.tests.support;

import org.jspecify.annotations.NullMarked;
