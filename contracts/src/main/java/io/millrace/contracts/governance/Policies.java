package io.millrace.contracts.governance;

import io.millrace.contracts.compatibility.DemandedStep;
import io.millrace.contracts.compatibility.MeshDifference;
import io.millrace.contracts.compatibility.ProductDifference;
import io.millrace.contracts.compatibility.VersionStep;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.PolicyFolder;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.yaml.Node;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Judges a mesh by its policies. */
public final class Policies {
    private final Mesh mesh;
    private final PolicySet set;
    private final LocalDate today;
    private final Problems problems;
    private final Set<Exemption> used = new HashSet<>();
    private final Set<String> unclear = new HashSet<>();

    private Policies(Mesh mesh, PolicySet set, LocalDate today, Problems problems) {
        this.mesh = mesh;
        this.set = set;
        this.today = today;
        this.problems = problems;
    }

    /**
     * What the policies of a mesh find in its products.
     *
     * @param more policy files beside those of the mesh, which hold everywhere ({@link PolicyFolder})
     * @param today decides which exceptions count, UTC
     * @param released the mesh before, for what only a comparison shows; without it that is not judged
     * @return errors and warnings, ordered by file and line
     */
    public static List<Problem> check(
            Mesh mesh, Map<String, Node.Mapping> more, LocalDate today, Optional<Mesh> released) {
        Problems problems = new Problems();
        PolicyReader reader = new PolicyReader(problems);
        new TreeMap<>(mesh.documents()).forEach((file, document) -> {
            if (PolicyFolder.isPolicy(file)) {
                reader.read(document, scope(file, mesh));
            }
        });
        more.values().forEach(document -> reader.read(document, Scope.EVERYWHERE));
        PolicySet set = reader.finished();
        set.refuseLaxer(problems);
        if (!problems.refuse()) {
            new Policies(mesh, set, today, problems).judge(released);
        }
        return problems.sorted();
    }

    /** That of the nearest folder above with a {@code domain.yaml}. */
    private static Scope scope(String file, Mesh mesh) {
        String folder = file;
        while (folder.contains("/")) {
            folder = folder.substring(0, folder.lastIndexOf('/'));
            if (mesh.documents().containsKey(folder + "/domain.yaml")
                    || mesh.documents().containsKey(folder + "/domain.yml")) {
                return new Scope(folder + "/");
            }
        }
        return Scope.EVERYWHERE;
    }

    private void judge(Optional<Mesh> released) {
        var checks = new BuiltInChecks(set);
        for (Subject subject : Subjects.of(mesh)) {
            for (BuiltIn policy : BuiltIn.values()) {
                Level level = set.level(policy, subject.product());
                if (policy.about() == subject.kind() && level != Level.OFF) {
                    checks.judge(policy, subject).ifPresent(found -> report(policy.id(), level, subject, found));
                }
            }
            set.policies().stream()
                    .filter(policy ->
                            policy.about() == subject.kind() && policy.scope().holdsFor(subject.product()))
                    .forEach(policy -> judge(policy, subject));
        }
        released.ifPresent(this::versions);
        set.exemptions().forEach(this::judge);
    }

    private void judge(Policy policy, Subject subject) {
        if (policy.when().isPresent()) {
            Optional<Boolean> applies = policy.when().get().holds(subject);
            if (applies.isEmpty()) {
                cannotTell(policy, policy.when().get(), subject);
                return;
            }
            if (!applies.get()) {
                return;
            }
        }
        Optional<Boolean> holds = policy.condition().holds(subject);
        if (holds.isEmpty()) {
            cannotTell(policy, policy.condition(), subject);
        } else if (!holds.get()) {
            String fix = policy.fix().map(text -> " " + text).orElse("");
            report(policy.id(), policy.level(), subject, policy.message() + fix);
        }
    }

    /** A policy that cannot be judged must not pass for one that holds. */
    private void cannotTell(Policy policy, Condition condition, Subject subject) {
        if (unclear.add(policy.id())) {
            problems.error(
                    condition.at(),
                    "Policy " + policy.id() + " cannot be judged for " + subject.words() + ": "
                            + condition.why(subject));
        }
    }

    private void versions(Mesh released) {
        for (ProductDifference changed : MeshDifference.between(released, mesh)) {
            Optional<Product> product = mesh.products().stream()
                    .filter(found -> found.qualifiedName().equals(changed.product()))
                    .findFirst();
            if (product.isEmpty() || set.level(BuiltIn.VERSION_STEP, product.get()) == Level.OFF) {
                continue;
            }
            Subject subject = Subjects.of(product.get(), mesh);
            for (DemandedStep step : changed.steps()) {
                if (step.demanded() == VersionStep.MAJOR && !step.taken()) {
                    report(
                            BuiltIn.VERSION_STEP.id(),
                            set.level(BuiltIn.VERSION_STEP, product.get()),
                            subject,
                            "What changed in " + step.subject() + " breaks consumers, but its version went from "
                                    + step.from() + " to " + step.to() + " only. Write " + step.enough()
                                    + " or later; 'millrace diff' lists the changes.");
                }
            }
        }
    }

    private void report(String id, Level level, Subject subject, String found) {
        for (Exemption exemption : set.exemptions()) {
            if (exemption.covers(id, subject)) {
                used.add(exemption);
                if (!exemption.hasExpired(today)) {
                    return;
                }
            }
        }
        problems.add(level.problem(subject.at(), "Policy " + id + ": " + found));
    }

    private void judge(Exemption exemption) {
        if (exemption.hasExpired(today)) {
            problems.warning(
                    exemption.at(),
                    "The exception from policy " + exemption.policy() + " expired on " + exemption.expires()
                            + " and no longer counts. Mend what it was for, or let " + exemption.owner()
                            + " renew it.");
        } else if (!used.contains(exemption)
                && !mesh.alone()
                && mesh.products().size() == mesh.productNames().size()) {
            problems.warning(
                    exemption.at(), "The exception from policy " + exemption.policy() + " excuses nothing. Remove it.");
        }
    }
}
