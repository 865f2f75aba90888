package io.millrace.runtime.lifecycle;

/**
 * What identifies a topic.
 *
 * @param partitions how many it has
 * @param id given by the cluster; a topic that is made anew under the same name has another one
 */
record TopicFacts(int partitions, String id) {}
