#!/bin/sh
# Installs what the bench of hands types into, and what it is held against, beside what setup.sh installs.
set -eu
cd "$(dirname "$0")/.."
packages="gir1.2-gtk-3.0 gir1.2-gtk-4.0 python3-gi python3-pyqt5 xterm xdotool libreoffice-writer libreoffice-gtk3"
echo "hands: installing $packages, and pyautogui into .venv"
as_root=""
[ "$(id -u)" -eq 0 ] || as_root=sudo
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >/dev/null
.venv/bin/pip install -qq --disable-pip-version-check -e '.[hands]'
