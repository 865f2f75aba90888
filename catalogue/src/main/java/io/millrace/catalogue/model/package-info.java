/** What is told about a mesh: its products, ports and events with what their files say to people. Depends on contracts. */
@NullMarked
package io.millrace.catalogue.model;

import org.jspecify.annotations.NullMarked;
