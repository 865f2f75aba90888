/**
 * A real Kafka broker, a real PostgreSQL and a real schema registry, without Docker, for demos and tests.
 *
 * <p>{@link io.millrace.embedded.EmbeddedPlatform} is the only way in:
 *
 * <pre>{@code
 * try (EmbeddedPlatform platform = EmbeddedPlatform.builder()
 *         .onProgress(step -> System.out.println(step.part() + ": " + step.message()))
 *         .start()) {
 *     platform.bootstrapServers(); // for Kafka clients
 *     platform.registryUrl(); // the Confluent-compatible API
 *     platform.database().connect(); // a superuser's JDBC connection
 *     platform.kafka().kill(); // SIGKILL
 *     platform.kafka().restart(); // same port, same log directory
 * }
 * }</pre>
 *
 * <p>Every part listens on 127.0.0.1 only. Every part is a child process, except a broker started with {@code
 * kafkaInThisJvm()}, which is quicker to start and meant for tests that never kill it. Children run in a session of
 * their own, so that a Ctrl-C at the terminal reaches only the parent, and on a leash: each has a watching shell that
 * reads from a pipe the parent holds, and ends its child when that pipe closes, which the kernel sees to even after a
 * SIGKILL of the parent. A last shell of that kind deletes the work directory.
 *
 * <p>A platform closes itself when the JVM exits in an orderly way. All exit hooks run at once, so a program that needs
 * the broker for its own orderly end takes {@code withoutExitHook()} and closes the platform last.
 *
 * <p>Needs {@code /bin/sh} on Linux (with glibc) or macOS, x86-64 or ARM. PostgreSQL refuses to be root, or a user
 * without a name; for those it is started in a user namespace, or as user 65534.
 *
 * <p>This module knows none of the other modules. It may use Kafka's server, the PostgreSQL driver and binaries, and
 * the JDK.
 */
@NullMarked
package io.millrace.embedded;

import org.jspecify.annotations.NullMarked;
