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
    echo "setup: installing Debian packages (takes a few minutes): $*"
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

# The path is part of it: an environment that was moved or copied has wrong paths in its scripts.
environment_key() {
    { cat pyproject.toml "$packages"; $venv/bin/python --version; pwd -P; } 2>/dev/null | sha256sum
}

up_to_date() {
    [ -x $venv/bin/python ] && [ "$(cat $stamp 2>/dev/null)" = "$(environment_key)" ]
}

# An environment that was moved, copied or left half made has a pip that fails, or serves another folder.
has_own_pip() {
    case "$($venv/bin/pip --version 2>/dev/null)" in
    *" from $(pwd -P)/$venv/"*) ;;
    *) return 1 ;;
    esac
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
    # Debian's python3 makes no environment without python3-venv, which holds ensurepip.
    if ! command -v python3 >/dev/null; then
        missing="$missing python3 python3-venv"
    elif ! up_to_date && ! has_own_pip && ! python3 -c 'import ensurepip' 2>/dev/null; then
        missing="$missing python3-venv"
    fi
    # shellcheck disable=SC2086
    [ -z "${missing// /}" ] || apt_install $missing
}

python_environment() {
    up_to_date && return
    local python=$venv/bin/python
    has_own_pip || python=python3
    command -v "$python" >/dev/null || fail "needs Python 3.11 or newer, found no python3"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "needs Python 3.11 or newer, found $("$python" --version)"
    if [ "$python" = python3 ]; then
        python3 -m venv --clear $venv || fail "python3 could not make an environment, see above"
    fi
    echo "setup: installing Python packages into $venv (demonstration, other scripts, development); about a minute"
    $venv/bin/pip install -qq --disable-pip-version-check -e '.[ocr,demo,dev,bench,semantic,mcp,sql]' ||
        fail "pip failed, see above"
    # Of this one only the pages are used, none of what it depends on.
    $venv/bin/pip install -qq --disable-pip-version-check --no-deps miniwob==1.1.0 || fail "pip failed, see above"
    environment_key >$stamp
}

debian_packages
python_environment
