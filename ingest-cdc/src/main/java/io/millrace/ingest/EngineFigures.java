package io.millrace.ingest;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What Debezium tells of its stream in its managed bean: whether it is connected, how full its queue is, and how much it
 * has read, whatever the kind of database. There is none before the stream begins and after the engine has ended. Safe
 * for use by several threads.
 */
final class EngineFigures {
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName names;

    /** @param source its name is Debezium's topic prefix, which the bean is named by */
    EngineFigures(String source) {
        try {
            names = new ObjectName("debezium.*:type=connector-metrics,context=streaming,server="
                    + (source.matches("[\\w.-]+") ? source : ObjectName.quote(source)));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("no bean has a name for source " + source, e);
        }
    }

    /** 1 while the engine holds its connection, else 0. */
    double connected() {
        return attribute("Connected") instanceof Boolean connected && connected ? 1 : 0;
    }

    /** Changes that were read and wait to be published, as a share of what the queue takes; 0 without an engine. */
    double queueShare() {
        double all = number("QueueTotalCapacity");
        double free = number("QueueRemainingCapacity");
        return all > 0 ? Math.max(0, (all - free) / all) : 0;
    }

    /** Bytes of the changes that wait to be published. */
    double queueBytes() {
        return Math.max(0, number("CurrentQueueSizeInBytes"));
    }

    /** Events read from the log since the engine was made. */
    double events() {
        return number("TotalNumberOfEventsSeen");
    }

    /** Transactions read from the log since the engine was made. */
    double transactions() {
        return number("NumberOfCommittedTransactions");
    }

    private double number(String attribute) {
        return attribute(attribute) instanceof Number number ? number.doubleValue() : 0;
    }

    private Object attribute(String attribute) {
        try {
            for (ObjectName name : beans.queryNames(names, null)) {
                return beans.getAttribute(name, attribute);
            }
        } catch (JMException noBeanAnyMore) {
            // The engine has just ended.
        }
        return "";
    }
}
