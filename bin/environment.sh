# Shared by the scripts beside it, which source this file: messages, and the virtual environment.
# Leaves the shell in the repository's root, so every script works from any folder.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# What is made here, the database first of all, is for nobody else on this machine.
umask 077
# Every process of the tests would compile all of the code again.
unset PYTHONDONTWRITEBYTECODE

bold="" red="" yellow="" green="" plain=""
if [ -t 1 ] && [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' red=$'\e[31m' yellow=$'\e[33m' green=$'\e[32m' plain=$'\e[0m'
fi

say() { printf '%s\n' "${bold}$*${plain}"; }
good() { printf '%s\n' "${green}$*${plain}"; }
warn() { printf '%s\n' "${yellow}$*${plain}" >&2; }
fail() {
    printf '%s\n' "${red}$*${plain}" >&2
    exit 1
}

# Prints the calling script's own comment, from its second line to the first line that is code.
show_help() { sed -n '2,/^[^#]/{/^#/!d; s/^# \{0,1\}//; p}' "$0"; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; \`python3\` here is $(python3 --version 2>&1 || true).
Install it, or name another: PYTHON=/path/to/python3.11 $0"
}

# make_environment REQUIREMENTS: .venv exists and holds exactly what that file pins.
# The file's hash is kept beside it, so an unchanged file costs nothing. Programs are no secret, and
# the PostgreSQL among them runs as another account when root tests with it.
make_environment() {
    local requirements=$1 python stamp current
    if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        python=$(find_python)
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            fail "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"
        say "Creating the environment in .venv"
        (umask 022 && "$python" -m venv --clear .venv)
    fi
    current=$(.venv/bin/python -c 'import hashlib, sys
print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$requirements")
    stamp=.venv/installed-$requirements.sha256
    if [ "$(cat "$stamp" 2>/dev/null)" != "$current" ]; then
        say "Installing $requirements"
        (umask 022 && .venv/bin/python -m pip install --quiet --disable-pip-version-check \
            --require-hashes --requirement "$requirements")
        printf '%s\n' "$current" >"$stamp"
    fi
}
