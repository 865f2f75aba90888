/** Tables that change while a product serves them: what it makes of each change, and that nothing new leaves. */
@NullMarked
package io.millrace.tests.change;

import org.jspecify.annotations.NullMarked;
