// Checks rendered objects in two ways: as literals of the Kubernetes API's TypeScript types, where a field that does not
// exist is an error, and with validators made from its OpenAPI, which know formats and what is required.
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
  for (const object of yaml.loadAll(readFileSync(file, "utf8")).filter(Boolean)) {
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

writeFileSync("rendered.ts", literals.join("\n"));
const program = ts.createProgram(["rendered.ts"], { strict: true, noEmit: true, skipLibCheck: true, types: [], moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext });
for (const found of ts.getPreEmitDiagnostics(program)) {
  const at = found.file ? `${found.file.fileName}:${found.file.getLineAndCharacterOfPosition(found.start).line + 1}: ` : "";
  problems.push(at + ts.flattenDiagnosticMessageText(found.messageText, "\n  "));
}

problems.forEach((problem) => console.error(problem));
console.log(`${literals.length} objects as types, ${Object.entries(counts).map(([kind, n]) => `${n} ${kind}`).join(", ")}: ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
