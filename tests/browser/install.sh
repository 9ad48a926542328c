#!/usr/bin/env bash
# Finds a Chromium, or installs one, and writes its path to .venv/browser/chromium. Without one the tests are skipped.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PLAYWRIGHT_BROWSERS_PATH="$PWD/.venv/browser/playwright"
mkdir -p .venv/browser

found() {
  for name in "${FACTCHECK_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  find "$PLAYWRIGHT_BROWSERS_PATH" -type f \( -name chrome -o -name headless_shell -o -name chrome-headless-shell \) \
    -perm -u+x 2>/dev/null | head -n 1 | grep .
}

# Nothing is printed, and what does not answer is given up.
quietly() {
  if command -v timeout >/dev/null; then set -- timeout 240 "$@"; fi
  "$@" >.venv/browser/install.log 2>&1
}

if ! path="$(found)"; then
  echo "No Chromium here: trying Playwright's own, then the system's packages." >&2
  quietly .venv/bin/playwright install chromium-headless-shell || true
  if ! path="$(found)" && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    quietly apt-get update || true
    quietly apt-get install --yes --no-install-recommends chromium || true
    path="$(found)" || path=""
  fi
fi
if [ -z "${path:-}" ]; then
  echo "No Chromium could be installed; the tests of tests/browser will be skipped." >&2
fi
printf '%s' "${path:-}" >.venv/browser/chromium
