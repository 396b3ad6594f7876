#!/bin/sh
# Install what screen states are recorded from, beside what evaluation/boundary/install.sh installs.
set -eu
cd "$(dirname "$0")/../.."
evaluation/boundary/install.sh
packages="pcmanfm xarchiver kwrite galculator firefox-esr geany abiword qpdfview okular l3afpad sqlitebrowser ristretto \
  filezilla sylpheed hexchat transmission-gtk zim roundcube-core roundcube-sqlite3 phpmyadmin mediawiki nginx libreoffice-writer \
  qpdf zip gir1.2-gtk-3.0 python3-gi python3-pyqt5"
as_root=""
[ "$(id -u)" -eq 0 ] || as_root=sudo
# shellcheck disable=SC2086
$as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
out/web/bin/pip install -q fava beancount notebook supervisor
