// Checks rendered objects in three ways: as literals of the Kubernetes API's TypeScript types, where a field that does not
// exist is an error; with validators made from its OpenAPI, which know formats and what is required; and whether Prometheus
// comes to know each process by the job that alerts and dashboards select.
import { readFileSync, writeFileSync } from "node:fs";
import yaml from "js-yaml";
import ts from "typescript";

const kinds = {
  "v1/ConfigMap": ["core/v1", "kubernetes-models/v1/ConfigMap"],
  "v1/Service": ["core/v1", "kubernetes-models/v1/Service"],
  "v1/ServiceAccount": ["core/v1", "kubernetes-models/v1/ServiceAccount"],
  "apps/v1/StatefulSet": ["apps/v1", "kubernetes-models/apps/v1/StatefulSet"],
  "apps/v1/Deployment": ["apps/v1", "kubernetes-models/apps/v1/Deployment"],
  "policy/v1/PodDisruptionBudget": ["policy/v1", "kubernetes-models/policy/v1/PodDisruptionBudget"],
  "monitoring.coreos.com/v1/ServiceMonitor": [null, "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor"],
};

const problems = [];
const literals = [];
const counts = {};
for (const file of process.argv.slice(2)) {
  const objects = yaml.loadAll(readFileSync(file, "utf8")).filter(Boolean);
  problems.push(...wrongJobs(objects).map((wrong) => `${file}: ${wrong}`));
  for (const object of objects) {
    const type = `${object.apiVersion}/${object.kind}`;
    const where = `${file}: ${object.kind} ${object.metadata.name}`;
    if (!kinds[type]) {
      problems.push(`${where}: ${type} is not known to this check`);
      continue;
    }
    counts[object.kind] = (counts[object.kind] ?? 0) + 1;
    const [types, model] = kinds[type];
    if (types) {
      literals.push(`// ${where}\nexport const o${literals.length}: import("kubernetes-types/${types}").${object.kind} = ${JSON.stringify(object, null, 1)};\n`);
    }
    const Model = (await import(model))[object.kind];
    try {
      new Model(object).validate();
    } catch (error) {
      problems.push(`${where}: ${error.message}`);
    }
  }
}

// The job of each service that a ServiceMonitor selects, as the operator and Prometheus come to it.
function wrongJobs(objects) {
  const commands = Object.fromEntries(objects.filter((each) => ["StatefulSet", "Deployment"].includes(each.kind))
    .map((each) => [each.metadata.name, each.spec.template.spec.containers[0].args[0]]));
  const wrong = [];
  for (const monitor of objects.filter((each) => each.kind === "ServiceMonitor")) {
    const wanted = Object.entries(monitor.spec.selector.matchLabels);
    const services = objects.filter((each) => each.kind === "Service" && wanted.every(([name, value]) => each.metadata.labels[name] === value));
    if (services.length !== Object.keys(commands).length) {
      wrong.push(`ServiceMonitor ${monitor.metadata.name} selects ${services.length} services of ${Object.keys(commands).length}`);
    }
    for (const service of services) {
      const labels = { job: service.metadata.labels[monitor.spec.jobLabel] ?? service.metadata.name };
      for (const [name, value] of Object.entries(service.metadata.labels)) {
        labels[`__meta_kubernetes_service_label_${name.replace(/[^a-zA-Z0-9_]/g, "_")}`] = value;
      }
      for (const { sourceLabels, regex, targetLabel, replacement } of monitor.spec.endpoints[0].relabelings ?? []) {
        const found = sourceLabels.map((name) => labels[name] ?? "").join(";").match(new RegExp(`^(?:${regex})$`));
        if (found) {
          labels[targetLabel] = replacement.replace(/\$(\d)/g, (_, group) => found[group]);
        }
      }
      const job = `millrace-${commands[service.metadata.name]}`;
      if (labels.job !== job) {
        wrong.push(`Service ${service.metadata.name} is scraped as job ${labels.job}, not ${job}`);
      }
    }
  }
  return wrong;
}

writeFileSync("rendered.ts", literals.join("\n"));
const program = ts.createProgram(["rendered.ts"], { strict: true, noEmit: true, skipLibCheck: true, types: [], moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext });
for (const found of ts.getPreEmitDiagnostics(program)) {
  const at = found.file ? `${found.file.fileName}:${found.file.getLineAndCharacterOfPosition(found.start).line + 1}: ` : "";
  problems.push(at + ts.flattenDiagnosticMessageText(found.messageText, "\n  "));
}

problems.forEach((problem) => console.error(problem));
console.log(`${literals.length} objects as types, ${Object.entries(counts).map(([kind, n]) => `${n} ${kind}`).join(", ")}: ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
