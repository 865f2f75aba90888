# Sourced by ./millrace: builds the distribution with Maven and shows how it goes.
# shellcheck shell=sh
# Uses: home, java, target, distribution, stamp, modules, fail(), fingerprint().

# Measured with an empty local Maven repository on Linux x86.
first_download="330 MB"

build_millrace() {
    mvn=$(command -v mvn) || fail "no mvn on the PATH; install Apache Maven 3.8.6 or later (https://maven.apache.org)"
    "$(dirname "$java")/javac" -version >/dev/null 2>&1 || [ -n "$(command -v javac)" ] ||
        fail "$java comes without a compiler; install a JDK (not a JRE) 17 or later, or set JAVA_HOME to one"
    mkdir -p "$target" || fail "cannot write to $target; check the permissions of the checkout"
    log=$target/millrace-build.log
    lock_the_build
    wanted=$(fingerprint)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        unlock_the_build
        return
    fi
    say_what_comes
    rm -f "$stamp"
    rm -rf "$distribution/lib"
    started=$(date +%s)
    # shellcheck disable=SC2086 # arguments are meant to be split
    {
        cd "$home" && "$mvn" -B -Dquick -Dmaven.test.skip=true -Dstyle.color=never -pl cli -am ${MILLRACE_MAVEN_ARGS:-} package
        echo $? >"$target/millrace-build.rc"
    } 2>&1 | tee "$log" | show_progress
    result=$(cat "$target/millrace-build.rc" 2>/dev/null)
    rm -f "$target/millrace-build.rc"
    unlock_the_build
    if [ "${result:-1}" -ne 0 ]; then
        printf '\nmillrace: the build failed; the end of %s:\n\n' "$log" >&2
        grep -v -e 'Download' -e 'Progress' "$log" | tail -n 25 >&2
        exit 1
    fi
    printf '%s\n' "$wanted" >"$stamp"
    printf 'millrace: built in %s s\n' "$(($(date +%s) - started))" >&2
}

say_what_comes() {
    if [ -f "$log" ]; then
        printf 'millrace: sources changed since the last build; building\n' >&2
    else
        printf 'millrace: first use: building from source with Maven. With an empty Maven cache about %s are downloaded,\n' "$first_download" >&2
        printf 'millrace: once: Kafka, PostgreSQL, a schema registry, Debezium and the build tools. Log: %s\n' "$log" >&2
    fi
}

# One build at a time; a lock whose owner is gone is taken over.
lock_the_build() {
    lock=$target/millrace-build.lock
    while ! mkdir "$lock" 2>/dev/null; do
        owner=$(cat "$lock/pid" 2>/dev/null)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
        else
            printf 'millrace: another build is running; waiting\n' >&2
            sleep 2
        fi
    done
    echo $$ >"$lock/pid"
    trap 'rm -rf "$lock"; exit 130' INT TERM HUP
}

unlock_the_build() {
    rm -rf "$lock"
    trap - INT TERM HUP
}

# Reads Maven's output; one moving line on a terminal, otherwise a line per module and per 50 downloads.
show_progress() {
    downloads=0
    step='preparing'
    while IFS= read -r line; do
        case $line in
            *'Downloaded from '*)
                downloads=$((downloads + 1))
                file=${line##*/}
                if [ -t 2 ]; then
                    printf '\r\033[K  %s · %s files downloaded · %s' "$step" "$downloads" "$(printf '%.60s' "$file")" >&2
                elif [ $((downloads % 50)) -eq 0 ]; then
                    printf '  %s · %s files downloaded\n' "$step" "$downloads" >&2
                fi
                ;;
            *'Downloading from '*)
                file=${line##*/}
                [ -t 2 ] && printf '\r\033[K  %s · %s files downloaded · fetching %s' "$step" "$downloads" "$(printf '%.50s' "$file")" >&2
                ;;
            *'[INFO] Building Millrace'*)
                step=${line#*Building }
                step=$(printf '%s' "$step" | sed 's/ *[0-9][^ ]*-SNAPSHOT */ /; s/ *[0-9]*\.[0-9][^ ]* */ /')
                show_step
                ;;
            *'[INFO] --- '*)
                if [ -t 2 ]; then
                    goal=${line#*--- }
                    printf '\r\033[K  %s · %s' "$step" "${goal%% (*}" >&2
                fi
                ;;
        esac
    done
    [ -t 2 ] && printf '\r\033[K' >&2
    return 0
}

show_step() {
    if [ -t 2 ]; then
        printf '\r\033[K  %s' "$step" >&2
    else
        printf '  %s\n' "$step" >&2
    fi
}
