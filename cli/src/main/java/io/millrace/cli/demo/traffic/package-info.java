/**
 * The shop's live traffic: rows inserted, updated and deleted over JDBC, payment events sent to Kafka, some of them
 * twice, late, malformed or against the contract. Every choice follows from the seed. What was done is told to a
 * {@link io.millrace.cli.demo.traffic.TrafficListener}, which is how the judge knows what has to come out.
 *
 * <p>Depends on the JDBC driver and the Kafka client; on nothing of ours.
 */
@NullMarked
package io.millrace.cli.demo.traffic;

import org.jspecify.annotations.NullMarked;
