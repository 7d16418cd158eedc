#!/usr/bin/env bash
# Makes phone.bundle.js of JsSIP and phone.js, and gathers the licences of what is in it. Needs Node.js 18 or later and npm.
# The result is committed: neither a seat nor the tests need Node.js.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/phone.js" "$work"
cd "$work"
npm install --no-package-lock --no-audit --no-fund --silent
npx esbuild phone.js --bundle --minify --target=chrome122 --legal-comments=none --outfile="$here/phone.bundle.js"
{
    echo "phone.bundle.js holds the following works beside phone.js, each under its own licence."
    for name in jssip debug ms events sdp-transform; do
        version=$(node -p "require('./node_modules/$name/package.json').version")
        printf '\n======== %s %s\n\n' "$name" "$version"
        cat node_modules/"$name"/[Ll][Ii][Cc][Ee][Nn][SsCc][Ee]*
    done
} > "$here/LICENSES.txt"
