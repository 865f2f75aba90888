/** Processes of products as operators see them: started in any order, stopped under load, replaced, rolled back, destroyed. */
@NullMarked
package io.millrace.tests.lifecycle;

import org.jspecify.annotations.NullMarked;
