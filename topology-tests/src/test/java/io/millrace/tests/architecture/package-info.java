/** Who may know whom: the directions between modules, packages and stages, checked on the compiled classes. */
@NullMarked
package io.millrace.tests.architecture;

import org.jspecify.annotations.NullMarked;
