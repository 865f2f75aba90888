package io.millrace.runtime.provision;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** Topics of ports that a product's descriptor no longer has, by their default name {@code <application id>.<port>.v<major>}. */
final class Orphans {
    private static final Pattern PORT = Pattern.compile("[a-z0-9][a-z0-9_-]*\\.v\\d+");

    private Orphans() {}

    /** Their names, in order; a topic that any of the products serves or reads is none. */
    static Set<String> of(Collection<Product> products, Admin admin) {
        Set<String> used = new TreeSet<>();
        for (Product product : products) {
            product.inputPorts().forEach(port -> used.add(port.topic()));
            product.outputPorts().stream().map(OutputPort::topic).forEach(used::add);
        }
        Set<String> orphans = new TreeSet<>();
        for (String topic : Answers.of(admin.listTopics().names(), "list topics")) {
            for (Product product : products) {
                String prefix = product.applicationId() + ".";
                if (topic.startsWith(prefix)
                        && PORT.matcher(topic.substring(prefix.length())).matches()
                        && !used.contains(topic)) {
                    orphans.add(topic);
                }
            }
        }
        return orphans;
    }
}
