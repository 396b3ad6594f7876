#!/bin/sh
# Install the style sheets and Tk themes that the corpus is rendered with into a folder: install.sh FOLDER
set -eu
mkdir -p "$1/python"
cd "$1"
[ -f package.json ] || echo '{"private": true}' > package.json
npm install --ignore-scripts --no-audit --no-fund \
  bootstrap@5.3.9 bootstrap-icons@1.13.2 bulma@1.0.4 foundation-sites@6.9.0 @tabler/core@1.6.1 98.css@0.1.21 \
  fomantic-ui-css@2.9.4 uikit@3.25.29 @patternfly/patternfly@6.6.1 @fortawesome/fontawesome-free \
  @blueprintjs/core@6.20.0 @picocss/pico@2.1.1 govuk-frontend@6.6.0 purecss@3.1.0 materialize-css@1.0.0 \
  @primer/css@22.3.2 spectre.css@0.5.9 xp.css@0.3.0 7.css@0.21.1
python3 -m pip install --quiet --target python sv-ttk ttkbootstrap
