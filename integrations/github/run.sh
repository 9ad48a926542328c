#!/usr/bin/env bash
# The step of action.yml: installs factcheck as it stands beside this action, runs it, and passes its exit code on.
# FACTCHECK names a command that is installed already.
set -euo pipefail

if [ -z "${FACTCHECK:-}" ]; then
  "${INPUT_PYTHON:-python3}" -m venv "$RUNNER_TEMP/factcheck"
  "$RUNNER_TEMP/factcheck/bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH/../.."
  FACTCHECK="$RUNNER_TEMP/factcheck/bin/factcheck"
fi

# lines TEXT: its lines that are not empty, into the array `words`.
lines() {
  words=()
  while IFS= read -r line; do
    if [ -n "$line" ]; then words+=("$line"); fi
  done <<<"$1"
}

if [ -z "${INPUT_RULES:-}" ] && [ -n "${INPUT_ARTICLES:-}" ]; then
  echo "factcheck: the input articles needs the input rules" >&2
  printf 'gate=refused\nexit-code=2\n' >>"${GITHUB_OUTPUT:-/dev/null}"
  exit 2
fi

arguments=(run --no-cache)
lines "${INPUT_OPTIONS:-}"
arguments+=(${words[@]+"${words[@]}"})
lines "${INPUT_RULES:-}"
arguments+=(${words[@]+"${words[@]}"})
lines "${INPUT_ARTICLES:-}"
arguments+=(${words[@]+"${words[@]}"})

summary="$(mktemp "$RUNNER_TEMP/factcheck-XXXXXX")"
code=0
"$FACTCHECK" "${arguments[@]}" --format github --output "markdown=$summary" || code=$?
cat "$summary" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
rm -f "$summary"

if [ -n "${INPUT_SARIF:-}" ]; then
  # A dashboard takes every result for an alarm, so it gets conflicts only.
  "$FACTCHECK" "${arguments[@]}" --quiet --output "sarif=$INPUT_SARIF" >/dev/null || true
fi

case $code in
  0) gate=open ;;
  1) gate=shut ;;
  *) gate=refused ;;
esac
printf 'gate=%s\nexit-code=%s\n' "$gate" "$code" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
