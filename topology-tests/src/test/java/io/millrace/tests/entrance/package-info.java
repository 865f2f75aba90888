/** Everything that enters by hand: events over HTTP, files, uploads; from the entrance to the output port. */
@NullMarked
package io.millrace.tests.entrance;

import org.jspecify.annotations.NullMarked;
