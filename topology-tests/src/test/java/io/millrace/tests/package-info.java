/** What holds across modules: golden cases, real parts, foreign clients, kills. */
@NullMarked
package io.millrace.tests;

import org.jspecify.annotations.NullMarked;
