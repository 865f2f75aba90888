package io.millrace.runtime.provision;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;

/** One thing of a product that is deleted. Each may be deleted again without harm. */
sealed interface Deletion {

    /** The deletion in words. */
    String words();

    /** Makes it. */
    void make(Admin admin, SchemaRegistry registry);

    /**
     * A topic and its records.
     *
     * @param role of the topic, such as {@code output port orders}
     */
    record Topic(String topic, String role) implements Deletion {
        @Override
        public String words() {
            return "delete topic " + topic + " and all its records (" + role + ")";
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            try {
                Answers.of(admin.deleteTopics(List.of(topic)).all(), words());
            } catch (ProvisioningException refused) {
                if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused;
                }
            }
            Answers.awaitVisible(
                    words(),
                    () -> ExistingTopics.read(admin, List.of(topic))
                            .partitionsOf(topic)
                            .isEmpty());
        }
    }

    record Subject(String subject) implements Deletion {
        @Override
        public String words() {
            return "delete subject " + subject;
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            try {
                registry.delete(subject);
            } catch (RegistryException refused) {
                throw new ProvisioningException("could not " + words() + ": " + refused.getMessage(), refused);
            }
        }
    }

    record Grant(AclBinding binding) implements Deletion {
        @Override
        public String words() {
            var resource = binding.pattern();
            String kind =
                    resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return "revoke " + binding.entry().principal() + " "
                    + binding.entry().operation() + " on " + kind
                    + (resource.patternType() == PatternType.PREFIXED ? "s with prefix " : " ") + resource.name();
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            Answers.of(admin.deleteAcls(List.of(binding.toFilter())).all(), words());
        }
    }

    record Group(String group) implements Deletion {
        @Override
        public String words() {
            return "delete consumer group " + group + " and its offsets";
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            try {
                Answers.of(admin.deleteConsumerGroups(List.of(group)).all(), words());
            } catch (ProvisioningException refused) {
                if (!(refused.getCause() instanceof GroupIdNotFoundException)) {
                    throw refused;
                }
            }
        }
    }

    record State(Path directory) implements Deletion {
        @Override
        public String words() {
            return "delete local state " + directory + " on this machine";
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException gone) {
                // Somebody else was faster.
            } catch (IOException refused) {
                throw new ProvisioningException("could not " + words() + ": " + refused.getMessage(), refused);
            }
        }
    }
}
