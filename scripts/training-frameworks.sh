#!/usr/bin/env bash
# Fetches the CSS frameworks that training screens are dressed in, without their dependencies or scripts:
# scripts/training-frameworks.sh [FOLDER], by default out/frameworks. Needs npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-out/frameworks}
# MIT, but: Apache-2.0 (carbon, kendo, material-design-lite, topcoat), BSD (dijit, salesforce), ISC (papercss, puppertino).
packages=(
    @blaze/css@12.2.0 @exampledev/new.css@1.1.3 @progress/kendo-theme-default@14.5.0
    @salesforce-ux/design-system@2.264.1 antd@4.24.16 awsm.css@3.0.7 carbon-components@10.59.2
    chota@0.9.2 cirrus-ui@0.8.0 daisyui@2.52.0 dijit@1.17.3 element-ui@2.15.14 jquery-ui-themes@1.12.0
    layui@2.13.6 marx-css@4.1.4 material-design-lite@1.3.0 mdui@1.0.2 milligram@1.4.1 mini.css@3.0.1
    muicss@0.10.3 mvp.css@1.18.0 papercss@1.9.2 picnic@7.1.0 primereact@9.6.5 puppertino@1.5.1
    sakura.css@1.5.1 simpledotcss@2.3.7 skeleton-css@2.0.4 tacit-css@1.9.7 terminal.css@0.7.5
    topcoat@0.7.5 turretcss@5.2.2 view-design@4.7.0 w3-css@4.1.0 water.css@2.1.1
)

mkdir -p "$folder/node_modules"
partial=$(mktemp -d "$folder/partial.XXXXXX")
trap 'rm -rf "$partial"' EXIT
for package in "${packages[@]}"; do
    name=${package%@*}
    version=${package##*@}
    target=$folder/node_modules/$name
    if grep -qs "\"version\": *\"$version\"" "$target/package.json"; then
        continue
    fi
    echo "frameworks: fetching $package"
    archive=$(npm pack --silent --ignore-scripts --pack-destination "$partial" "$package" | tail -n 1)
    rm -rf "$target" "$partial/package"
    mkdir -p "$(dirname "$target")" "$partial/package"
    tar -xzf "$partial/$archive" -C "$partial/package" --strip-components=1
    mv "$partial/package" "$target"
    rm "$partial/$archive"
done
