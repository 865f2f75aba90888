/** A test of the judge: whatever is wrong in the topics, the demo's verification must see it. */
@NullMarked
package io.millrace.tests.verification;

import org.jspecify.annotations.NullMarked;
