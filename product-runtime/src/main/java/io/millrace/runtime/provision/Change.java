package io.millrace.runtime.provision;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** One change to the cluster or the registry. Each may be made again without harm; what deletes records is made only where that was allowed. */
sealed interface Change {

    /** The change in words. */
    String words();

    /** Makes the change. */
    void make(Admin admin, SchemaRegistry registry);

    record CreateTopic(WantedTopic topic) implements Change {
        @Override
        public String words() {
            String settings = topic.settings().entrySet().stream()
                    .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining());
            String replicas = topic.replication().isEmpty()
                    ? ""
                    : ", " + topic.replication().getAsInt()
                            + (topic.replication().getAsInt() == 1 ? " replica" : " replicas");
            return "create topic " + topic.name() + " (" + topic.partitions()
                    + (topic.partitions() == 1 ? " partition" : " partitions") + replicas + settings + ")";
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            Optional<Short> replicas = topic.replication().isPresent()
                    ? Optional.of((short) topic.replication().getAsInt())
                    : Optional.empty();
            var created =
                    new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas).configs(topic.settings());
            try {
                Answers.of(admin.createTopics(List.of(created)).all(), words());
            } catch (ProvisioningException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw refused;
                }
            }
            Answers.awaitVisible(
                    words(),
                    () -> ExistingTopics.read(admin, List.of(topic.name()))
                            .partitionsOf(topic.name())
                            .isPresent());
        }
    }

    record AlterTopic(String topic, Map<String, String> settings, Map<String, String> before) implements Change {
        @Override
        public String words() {
            return "change topic " + topic + ": "
                    + new TreeMap<>(settings)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + " from "
                                            + before.getOrDefault(entry.getKey(), "unset") + " to " + entry.getValue())
                                    .collect(Collectors.joining(", "));
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            List<AlterConfigOp> operations = settings.entrySet().stream()
                    .map(entry -> new AlterConfigOp(
                            new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Answers.of(
                    admin.incrementalAlterConfigs(Map.of(resource, operations)).all(), words());
            Answers.awaitVisible(
                    words(),
                    () -> ExistingTopics.read(admin, List.of(topic))
                            .settingsOf(topic)
                            .entrySet()
                            .containsAll(settings.entrySet()));
        }
    }

    record RegisterSchema(WantedSubject subject) implements Change {
        @Override
        public String words() {
            return "register schema " + subject.schema().getFullName() + " in subject " + subject.name();
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            try {
                registry.register(subject.name(), subject.schema());
            } catch (RegistryException refused) {
                throw new ProvisioningException("could not " + words() + ": " + refused.getMessage(), refused);
            }
        }
    }

    record SetCompatibility(WantedSubject subject) implements Change {
        @Override
        public String words() {
            return "set compatibility of subject " + subject.name() + " to " + subject.level();
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            try {
                registry.setCompatibility(subject.name(), subject.level().name());
            } catch (RegistryException refused) {
                throw new ProvisioningException("could not " + words() + ": " + refused.getMessage(), refused);
            }
        }
    }

    record GrantAccess(AccessRight right) implements Change {
        @Override
        public String words() {
            return right.words();
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            AclBinding binding = Grants.binding(right);
            Answers.of(admin.createAcls(List.of(binding)).all(), words());
            Answers.awaitVisible(
                    words(),
                    () -> !Answers.of(admin.describeAcls(binding.toFilter()).values(), words())
                            .isEmpty());
        }
    }

    /** Deletes data; part of a plan only where that was allowed. */
    record DeleteTopic(String topic) implements Change {
        @Override
        public String words() {
            return "delete topic " + topic + " and all its records (no port of its product has it any more)";
        }

        @Override
        public void make(Admin admin, SchemaRegistry registry) {
            Answers.of(admin.deleteTopics(List.of(topic)).all(), words());
            Answers.awaitVisible(
                    words(),
                    () -> ExistingTopics.read(admin, List.of(topic))
                            .partitionsOf(topic)
                            .isEmpty());
        }
    }
}
