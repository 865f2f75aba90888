/** That every feature of a contract is documented, and shown by a golden case that really uses it. */
@NullMarked
package io.millrace.tests.features;

import org.jspecify.annotations.NullMarked;
