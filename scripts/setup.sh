#!/usr/bin/env bash
# Installs what innervate's demonstration and tests need: Debian packages, then .venv with the Python
# packages. Says what it installs; does nothing, quickly, when there is nothing left to install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=scripts/debian-packages.txt
venv=.venv
stamp=$venv/innervate-setup

fail() {
    echo "setup: $1" >&2
    exit 1
}

# Everything but installing is done as the user; only apt needs root.
apt_install() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "needs root to install: $*. Run as root: apt-get install $*"
        as_root=(sudo)
    fi
    echo "setup: installing Debian packages: $*"
    local log
    log=$(mktemp)
    if ! {
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -q --no-install-recommends "$@"
    } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "apt-get failed; its whole output is in $log"
    fi
    rm -f "$log"
}

debian_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "setup: not a Debian system; see $packages for the programs to install by hand" >&2
        return
    fi
    local wanted installed missing
    wanted=$(sed 's/#.*//; s/[[:space:]]*$//; /^$/d' "$packages" | sort)
    # dpkg-query fails when any package is unknown to it, which only means: not installed.
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
        sed -n 's/^installed //p' | sort -u) || true
    missing=$(comm -23 <(echo "$wanted") <(echo "$installed"))
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing
}

python_environment() {
    # The path is part of it: an environment that was moved or copied has wrong paths in its scripts.
    local python=$venv/bin/python key
    [ -x "$python" ] || python=python3
    command -v "$python" >/dev/null || apt_install python3 python3-venv
    key=$({ cat pyproject.toml "$packages"; "$python" --version; pwd -P; } | sha256sum)
    if [ -x $venv/bin/python ] && [ "$(cat $stamp 2>/dev/null)" = "$key" ]; then
        return
    fi
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "needs Python 3.11 or newer, found $("$python" --version)"
    if [ ! -x $venv/bin/pip ]; then
        # Debian's python3 makes no environment without python3-venv; then half of one is left.
        if ! "$python" -m venv --clear $venv >/dev/null 2>&1; then
            apt_install python3-venv
            python3 -m venv --clear $venv
        fi
    fi
    echo "setup: installing Python packages into $venv (text recognition, demonstration, development)"
    $venv/bin/pip install -qq --disable-pip-version-check -e '.[ocr,demo,dev]' ||
        fail "pip failed, see above"
    echo "$key" >$stamp
}

debian_packages
python_environment
