#!/bin/sh
# Install the applications that figure 12 is recorded from: Debian packages, and web applications into out/web.
set -eu
cd "$(dirname "$0")/../.."
packages="thunar gnumeric gedit keepassxc kcalc gnucash homebank grisbi planner \
  file-roller libreoffice-calc libreoffice-gtk3 adminer dokuwiki php-cli php-sqlite3 php-xml php-mbstring \
  qttranslations5-l10n wmctrl xdotool curl"
as_root=""
[ "$(id -u)" -eq 0 ] || as_root=sudo
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
[ -x out/web/bin/python ] || python3 -m venv out/web
out/web/bin/pip install -q django==5.2.* flask-admin==2.2.* flask-sqlalchemy==3.1.* radicale==3.* datasette==0.65.* \
  trac==1.6 wagtail==8.0.*
