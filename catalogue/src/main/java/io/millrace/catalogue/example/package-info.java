/**
 * Example records, made from a contract's types, rules and examples: never from data. What is masked looks as its mask
 * makes it. Depends on contracts and {@code model}.
 */
@NullMarked
package io.millrace.catalogue.example;

import org.jspecify.annotations.NullMarked;
