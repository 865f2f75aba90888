package io.millrace.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a single node that is broker and controller, small in memory, and strict where production is. */
final class BrokerSettings {
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    /**
     * @param port where clients connect
     * @param controllerPort where the broker role meets the controller role of the same process
     * @param logDirectory where the partitions and the metadata log live
     */
    static Properties of(int port, int controllerPort, Path logDirectory) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@" + Ports.LOOPBACK + ":" + controllerPort);
        settings.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty(
                "listeners",
                "PLAINTEXT://" + Ports.LOOPBACK + ":" + port + ",CONTROLLER://" + Ports.LOOPBACK + ":"
                        + controllerPort);
        // A name would do for Java, but librdkafka tries ::1 for localhost first and complains.
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + Ports.LOOPBACK + ":" + port);
        settings.setProperty("log.dirs", logDirectory.toString());

        // A typo in a topic name has to fail here too.
        settings.setProperty("auto.create.topics.enable", "false");
        authorizer(settings);
        oneReplicaAndFewPartitions(settings);
        quickStart(settings);
        littleMemory(settings);
        return settings;
    }

    /** Grants can be made and read as on any cluster; whoever connects without a name may do everything. */
    private static void authorizer(Properties settings) {
        settings.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.setProperty("super.users", "User:ANONYMOUS");
    }

    private static void oneReplicaAndFewPartitions(Properties settings) {
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("min.insync.replicas", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "8");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "8");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void quickStart(Properties settings) {
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // A restarted broker may register only when the session of the killed one is over.
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("broker.session.timeout.ms", "3000");
    }

    private static void littleMemory(Properties settings) {
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        settings.setProperty("log.index.size.max.bytes", String.valueOf(2 << 20));
    }
}
