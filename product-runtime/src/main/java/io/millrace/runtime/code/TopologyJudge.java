package io.millrace.runtime.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/** Finds what a topology reads or writes past its ports. */
final class TopologyJudge {
    private TopologyJudge() {}

    /**
     * The problems.
     *
     * @param portSources names of the sources of input ports; as no other can be asked for, the rest are repartitions
     */
    static List<String> judge(TopologyDescription description, Set<String> portSources) {
        List<Sink> sinks = new ArrayList<>();
        Set<String> topics = new HashSet<>();
        for (TopologyDescription.Subtopology part : description.subtopologies()) {
            for (Node node : part.nodes()) {
                if (node instanceof Source source && !portSources.contains(source.name())) {
                    topics.addAll(source.topicSet());
                } else if (node instanceof Sink sink) {
                    sinks.add(sink);
                }
            }
        }
        List<String> problems = new ArrayList<>();
        for (TopologyDescription.GlobalStore global : description.globalStores()) {
            problems.add("Java topology: node '" + global.processor().name() + "' fills a global store from topic "
                    + global.source().topicSet() + " past the input ports; declare an input port with a contract, and"
                    + " take its table");
        }
        for (Sink sink : sinks) {
            if (sink.topic() == null) {
                problems.add(
                        "Java topology: node '" + sink.name() + "' chooses its topic while it runs, past the output"
                                + " ports; hand the stream to an output port instead");
            } else if (!topics.contains(sink.topic())) {
                problems.add("Java topology: node '" + sink.name() + "' writes to topic " + sink.topic()
                        + " past the output ports; declare an output port with a contract, and hand the stream to it");
            }
        }
        return problems;
    }
}
