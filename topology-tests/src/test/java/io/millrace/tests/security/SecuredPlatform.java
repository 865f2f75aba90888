package io.millrace.tests.security;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.access.Resource;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.embedded.IssuedCertificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** One secured platform for all tests of this package, and its users, certificates and grants. */
final class SecuredPlatform {
    private static final int ITERATIONS = 4096;

    private SecuredPlatform() {}

    static EmbeddedPlatform get() {
        return Holder.PLATFORM;
    }

    /** Who may do everything, by the listener that is the test's own. */
    static Admin admin() {
        return Holder.ADMIN;
    }

    /** Makes or changes a user, and returns how it logs in. */
    static Map<String, String> scram(String user, String password) throws Exception {
        admin().alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get();
        await(() -> admin().describeUserScramCredentials().users().get().contains(user));
        return scramSettings(user, password);
    }

    /** How a user logs in. */
    static Map<String, String> scramSettings(String user, String password) {
        Map<String, String> settings = new HashMap<>(trust());
        settings.put("bootstrap.servers", get().kafka().saslServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        return settings;
    }

    /** How one shows a certificate. */
    static Map<String, String> certificateSettings(IssuedCertificate certificate) {
        Map<String, String> settings = new HashMap<>(trust());
        settings.put("bootstrap.servers", get().kafka().tlsServers());
        settings.put("security.protocol", "SSL");
        settings.put("ssl.keystore.location", certificate.keyStore().toString());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.password", certificate.password());
        settings.put("ssl.key.password", certificate.password());
        return settings;
    }

    private static Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.location", get().authority().trustStore().toString(),
                "ssl.truststore.type", "PKCS12",
                "ssl.truststore.password", get().authority().password());
    }

    /** Returns once the broker goes by them. */
    static void grant(Collection<AccessRight> rights) throws Exception {
        List<AclBinding> bindings =
                rights.stream().map(SecuredPlatform::binding).toList();
        admin().createAcls(bindings).all().get();
        await(() -> admin().describeAcls(AclBindingFilter.ANY).values().get().containsAll(bindings));
    }

    /** Returns once the broker goes by that. */
    static void revoke(AccessRight right) throws Exception {
        AclBinding binding = binding(right);
        admin().deleteAcls(List.of(binding.toFilter())).all().get();
        await(() -> !admin().describeAcls(AclBindingFilter.ANY).values().get().contains(binding));
    }

    private static void await(Callable<Boolean> holds) throws Exception {
        while (!holds.call()) {
            Thread.sleep(10);
        }
    }

    private static AclBinding binding(AccessRight right) {
        Resource resource = right.resource();
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(resource.kind().name()),
                        resource.name(),
                        resource.prefix() ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        right.principal(),
                        "*",
                        AclOperation.valueOf(right.operation().name()),
                        AclPermissionType.ALLOW));
    }

    private static final class Holder {
        static final EmbeddedPlatform PLATFORM = start();
        static final Admin ADMIN = Admin.create(Map.of("bootstrap.servers", PLATFORM.bootstrapServers()));

        private static EmbeddedPlatform start() {
            try {
                return EmbeddedPlatform.builder().secured().start();
            } catch (EmbeddedStartException e) {
                throw new IllegalStateException("The secured platform of the tests does not start", e);
            }
        }
    }
}
