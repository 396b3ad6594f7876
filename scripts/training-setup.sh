#!/usr/bin/env bash
# Installs what training needs: Debian packages, then .venv-training with the Python packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=scripts/training-packages.txt
missing=$(comm -23 <(sed 's/#.*//; s/[[:space:]]*$//; /^$/d' $packages | sort) \
    <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort -u))
if [ -n "$missing" ]; then
    echo "training: installing Debian packages:" $missing
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -q >/dev/null
    # shellcheck disable=SC2086
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null
fi
if [ ! -x .venv-training/bin/python ]; then
    echo "training: installing PyTorch and the other Python packages into .venv-training; some minutes"
    python3 -m venv .venv-training
    .venv-training/bin/pip install -qq --disable-pip-version-check -e '.[training]'
fi
