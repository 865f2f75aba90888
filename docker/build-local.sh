#!/usr/bin/env bash
# Builds the images without pulling any: the base images are made here, from Debian's packages, with debootstrap.
# The Dockerfile is the same; only its build arguments differ.
#
#   docker/build-local.sh [bases|images|demo|products|parts|compose|containers|all]
#
#   bases     local/debian and local/maven (once; needs root, debootstrap, and a Debian mirror)
#   images    millrace:local, millrace-demo:local and millrace-shop:local, with their sizes
#   demo      runs the demo in millrace-demo:local for DURATION (30s)
#   products  runs ingestion and one product in millrace:local against the demo's broker, registry and database
#   parts     stand-ins for the public images of Kafka, the registry, PostgreSQL and Prometheus
#   compose   starts compose.yaml on them, without Grafana, and stops it again
#   containers  the tests of the Maven profile containers on them
#   all       everything, in this order (default)
#
#   DOCKER            the client (docker)
#   SUITE, MIRROR     Debian's release and mirror (bookworm, http://deb.debian.org/debian)
#   MAVEN_ARGUMENTS   further arguments for Maven in the build stage
set -euo pipefail
cd "$(dirname "$0")/.."

docker=${DOCKER:-docker}
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
duration=${DURATION:-30s}

say() { printf 'build-local: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# The build stage keeps Maven's downloads in a cache mount, which the classic builder does not know.
export DOCKER_BUILDKIT=1

make_bases() {
    if "$docker" image inspect local/debian >/dev/null 2>&1; then
        say "local/debian is there"
    else
        command -v debootstrap >/dev/null || fail "no debootstrap; on Debian: apt-get install debootstrap"
        local root
        root=$(mktemp -d)
        say "local/debian: debootstrap of $suite"
        debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
            fail "debootstrap failed; see $root.log"
        # What Debian's own slim images leave out as well.
        find "$root/usr/share/doc" -type f ! -name copyright -delete
        rm -rf "$root"/usr/share/man/* "$root"/usr/share/info/* "$root"/usr/share/locale/* \
            "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/*.log
        tar -C "$root" -c . | "$docker" import - local/debian >/dev/null
        rm -rf "$root" "$root.log"
    fi
    if "$docker" image inspect local/maven >/dev/null 2>&1; then
        say "local/maven is there"
    else
        say "local/maven: JDK and Maven of Debian on local/debian"
        local context
        context=$(mktemp -d)
        # Where the host trusts further authorities, as behind a proxy that inspects TLS, the build has to as well.
        mkdir "$context/authorities"
        find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$context/authorities/" \; 2>/dev/null || true
        cat >"$context/Dockerfile" <<'FILE'
FROM local/debian
COPY authorities /usr/local/share/ca-certificates
# Alternatives of Java's manual pages want the folder that was emptied.
RUN mkdir -p /usr/share/man/man1 && apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless maven \
    && update-ca-certificates \
    && rm -rf /var/lib/apt/lists/*
FILE
        "$docker" build --network host --tag local/maven "$context"
        rm -rf "$context"
    fi
}

build_images() {
    build millrace millrace:local
    build demo millrace-demo:local
    build shop millrace-shop:local
    "$docker" image ls --format '{{.Repository}}:{{.Tag}}  {{.Size}}' | grep -E '^(millrace(-demo|-shop)?|local/debian):'
}

build() {
    "$docker" build --network host --file docker/Dockerfile --target "$1" --tag "$2" \
        --build-arg BUILD_IMAGE=local/maven --build-arg RUNTIME_IMAGE=local/debian \
        --build-arg MAVEN_ARGUMENTS="${MAVEN_ARGUMENTS:-}" .
}

# Under the names of the public images, behind a prefix, so that nobody takes them for those.
build_parts() {
    local part
    for part in kafka=apache/kafka:4.3.1 registry=apicurio/apicurio-registry:3.0.9 postgres=postgres:18 prometheus=prom/prometheus:v3.5.0; do
        "$docker" build --network host --file docker/local/Dockerfile --target "${part%%=*}" --tag "local/${part#*=}" .
    done
}

# The compose file without Grafana, for which there is no stand-in, until records come out of the products and Prometheus
# sees all of them.
run_compose() (
    export IMAGE_PREFIX=local/ MILLRACE_IMAGE=millrace-shop:local
    docker/compose/secrets.sh
    compose --file docker/compose.yaml config --quiet
    # shellcheck disable=SC2317 # called by the trap
    ended() {
        [ $? = 0 ] || compose --file docker/compose.yaml logs --tail 15 >&2
        compose --file docker/compose.yaml down --volumes --timeout 15
    }
    trap ended EXIT
    compose --file docker/compose.yaml up --detach --no-build \
        kafka registry postgres keys apply ingest run revenue-by-day customer-360 gateway traffic prometheus
    wait_for "the products" 240 "healthy \$(compose --file docker/compose.yaml ps -q run)"
    wait_for "100 accepted rows" 180 "compose --file docker/compose.yaml exec -T run millrace status --json | grep -q '\"accepted\" : [0-9]\{3,\}'"
    pay
    wait_for "rows of the products that have code" 240 "accepted revenue-by-day && accepted customer-360"
    wait_for "six products, seen by Prometheus" 120 "prometheus 'count(millrace_product_state{state=\"running\"} == 1)' | grep -q '=> 6 '"
    prometheus 'up'
    [ -z "$(prometheus ALERTS)" ] || say "alerts: $(prometheus ALERTS)"
    compose --file docker/compose.yaml exec -T run millrace status
    compose --file docker/compose.yaml ps
)

# An event through the gateway: the traffic writes to the database only.
pay() {
    local token
    token=$(compose --file docker/compose.yaml exec -T gateway sed -n 's/^token for the sender: *//p' /etc/millrace/keys/token)
    curl --silent --show-error --fail-with-body http://127.0.0.1:8480/events/checkout.payment-settled \
        --header "Authorization: Bearer $token" --header 'Content-Type: application/json' --data \
        '{"event_id": "5d0e2c1e-6a43-4c7a-9b7e-0f1d2c3b4a59", "order_id": 7, "amount": 12.50, "method": "card", "settled_at": "'"$(date -u +%FT%TZ)"'"}'
    echo
}

# Whether a service has let a record out.
accepted() { compose --file docker/compose.yaml exec -T "$1" millrace status --json | grep -q '"accepted" : [1-9]'; }

prometheus() { compose --file docker/compose.yaml exec -T prometheus promtool query instant http://127.0.0.1:9090 "$1"; }

compose() {
    if "$docker" compose version >/dev/null 2>&1; then "$docker" compose "$@"; else docker-compose "$@"; fi
}

# The tests of profile containers on the stand-ins. Ryuk, which cleans up after Testcontainers, is one more public image.
run_containers() {
    TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX=local/ TESTCONTAINERS_RYUK_DISABLED=true \
        mvn -B -ntp -Pcontainers -pl topology-tests -am verify -DfailIfNoTests=false -Dsurefire.failIfNoSpecifiedTests=false
}

run_demo() {
    say "the demo for $duration"
    "$docker" run --rm --init --network host --read-only --tmpfs /tmp:exec millrace-demo:local demo --duration "$duration" --plain
}

# A second ingestion and one product, from the small image, beside a running demo: on its broker, registry and database, with
# a slot and topics of their own.
run_products() (
    work=$(mktemp -d)
    mkdir -m 0777 "$work/keys"
    cp -r examples/shop "$work/mesh"
    sed -i 's/millrace_shop/millrace_second/' "$work/mesh/sources/shop-db.source.yaml"
    chmod -R a+rX "$work" && chmod 0777 "$work/keys"
    # shellcheck disable=SC2317 # called by the trap
    ended() {
        if [ $? != 0 ]; then
            for container in $ingest $product; do "$docker" logs --tail 20 "$container"; done >&2
        fi
        "$docker" rm --force --volumes "$demo" "$ingest" "$product" >/dev/null 2>&1 || true
        rm -rf "$work"
    }
    demo='' ingest='' product=''
    trap ended EXIT

    demo=$("$docker" run --detach --init --network host millrace-demo:local demo --plain)
    wait_for "the demo's first masked record" 180 "$docker logs $demo 2>&1 | grep -q 'first masked record'"
    # The demo's own configuration of ingestion: where its parts listen, and the database's password.
    "$docker" exec "$demo" sh -c 'cat /tmp/millrace-demo-*/ingest.properties' |
        grep -v -e '^management' -e '^state' -e '^instance' -e '^privacy' >"$work/millrace.properties"
    "$docker" run --rm --volume "$work/mesh:/mesh:ro" --volume "$work/keys:/etc/millrace/keys" \
        millrace:local keys generate /mesh --out /etc/millrace/keys/ring

    common=(--detach --network host --read-only --tmpfs /tmp:exec --cap-drop ALL --memory 512m
        --volume "$work/mesh:/mesh:ro" --volume "$work/millrace.properties:/etc/millrace/millrace.properties:ro"
        --volume "$work/keys:/etc/millrace/keys:ro"
        --health-cmd '/opt/millrace/bin/health ready' --health-interval 1s)
    options=(--environment second --config /etc/millrace/millrace.properties)
    ingest=$("$docker" run "${common[@]}" --env MILLRACE_MANAGEMENT_PORT=9471 millrace:local ingest /mesh "${options[@]}" --apply)
    wait_for "ingestion" 180 "healthy $ingest"
    product=$("$docker" run "${common[@]}" --volume /var/lib/millrace --env MILLRACE_MANAGEMENT_PORT=9472 millrace:local \
        run /mesh/checkout/orders "${options[@]}" --set privacy.keys.file=/etc/millrace/keys/ring --apply)
    wait_for "the product" 180 "healthy $product"
    wait_for "100 accepted rows" 120 "$docker exec $product millrace status --json | grep -q '\"accepted\" : [0-9]\{3,\}'"
    "$docker" exec "$product" millrace status
    "$docker" stats --no-stream --format '{{.Name}}  {{.MemUsage}}' "$ingest" "$product"

    # SIGTERM reaches the JVM, which stops in an orderly way: exit code 0.
    for container in "$product" "$ingest"; do
        "$docker" stop --time 15 "$container" >/dev/null
        say "stopped with exit code $("$docker" inspect --format '{{.State.ExitCode}}' "$container"): $("$docker" logs --tail 1 "$container" 2>&1)"
        [ "$("$docker" inspect --format '{{.State.ExitCode}}' "$container")" = 0 ] || fail "a process did not stop in an orderly way"
    done
)

healthy() { [ "$("$docker" inspect --format '{{.State.Health.Status}}' "$1")" = healthy ]; }

wait_for() {
    local what=$1 seconds=$2 condition=$3 started=$SECONDS
    until eval "$condition"; do
        [ $((SECONDS - started)) -lt "$seconds" ] || fail "no $what within $seconds s"
        sleep 0.5
    done
    say "$what: after $((SECONDS - started)) s"
}

case ${1:-all} in
    bases) make_bases ;;
    images) build_images ;;
    demo) run_demo ;;
    products) run_products ;;
    parts) build_parts ;;
    compose) run_compose ;;
    containers) run_containers ;;
    all)
        make_bases
        build_images
        run_demo
        run_products
        build_parts
        run_compose
        run_containers
        ;;
    *) fail "$1: say bases, images, demo, products, parts, compose, containers or all" ;;
esac
