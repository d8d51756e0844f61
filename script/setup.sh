# Read by every script here: how they speak, and the way from a bare Python to an environment that runs Concord.

cd "$(dirname "$0")/.." || exit 1
python=.venv/bin/python

say() { printf '%s: %s\n' "$(basename "$0")" "$*"; }

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Run a command that may take long: one line at its start, and the seconds as they pass. What it prints goes to $log, for
# whoever explains a failure.
log=
trap '[ -z "$log" ] || rm -f "$log"' EXIT
timed() {
    what=$1
    shift
    [ -n "$log" ] || log=$(mktemp "${TMPDIR:-/tmp}/concord.XXXXXX") || fail "No temporary file could be made in ${TMPDIR:-/tmp}. Is the disk full?"
    say "$what"
    "$@" >"$log" 2>&1 </dev/null &
    child=$!
    trap 'kill "$child" 2>/dev/null; exit 130' INT TERM
    started=$(date +%s)
    told=0
    while kill -0 "$child" 2>/dev/null; do
        sleep 0.2 2>/dev/null || sleep 1
        seconds=$(($(date +%s) - started))
        if [ -t 1 ]; then
            printf '\r  %s s ' "$seconds"
        elif [ "$seconds" -ge $((told + 10)) ]; then
            told=$seconds
            printf '  %s s\n' "$seconds"
        fi
    done
    [ ! -t 1 ] || printf '\r          \r'
    wait "$child"
    code=$?
    trap - INT TERM
    return "$code"
}

# The first Python of 3.11 or newer that really runs: a pyenv shim can be on the path and answer 127.
is_usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_usable "$PYTHON" || fail "PYTHON=$PYTHON is not a Python of 3.11 or newer. Name another, or unset PYTHON."
        printf '%s\n' "$PYTHON"
        return
    fi
    for candidate in python3.13 python3.12 python3.11 python3 python "$HOME"/.pyenv/versions/3.1[1-9].*/bin/python3; do
        if is_usable "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    found=$(python3 --version 2>/dev/null || echo 'no python3')
    fail "Python 3.11 or newer is needed, and none was found ($found). Install one, or name it: PYTHON=/path/to/python3.11 $0"
}

# Whoever names a PYTHON wants that one, though .venv has another.
is_asked_for() {
    [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" --version 2>/dev/null)" = "$("$python" --version)" ]
}

# The programs in .venv name the folder that they were installed in; after a move they are somebody else's.
is_at_home() { [ "$(cat .venv/concord-home 2>/dev/null)" = "$PWD" ]; }

make_environment() {
    if is_usable "$python" && is_asked_for && is_at_home && "$python" -m pip --version >/dev/null 2>&1; then
        return
    fi
    base=$(find_python) || exit 1
    "$base" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$base has no venv module. On Debian or Ubuntu: apt-get install python3-venv"
    timed "Making .venv with $("$base" --version)" "$base" -m venv --clear .venv || explain_failure ".venv could not be made"
    pwd >.venv/concord-home
}

# One sentence for the cause that a log shows, with its remedy.
explain_failure() {
    shown() { grep -qiE "$1" "$log"; }
    if shown 'No space left on device|disk is full'; then
        fail "$1: the disk is full. Free some space and run this again."
    fi
    last=$(grep -v '^ *$' "$log" | tail -1)
    case $last in
    concord:*) fail "$1: ${last#concord: }" ;;
    esac
    if shown 'CERTIFICATE_VERIFY_FAILED'; then
        fail "$1: the package index's certificate is not trusted here. Set PIP_CERT to your network's certificate file."
    elif shown 'NewConnectionError|name resolution|Network is unreachable|ConnectTimeout|ReadTimeout|ProxyError|Connection refused|ConnectionResetError'; then
        fail "$1: the package index cannot be reached. Connect to the network (or set PIP_INDEX_URL, or a proxy) and run this again."
    elif shown 'DO NOT MATCH THE HASHES'; then
        fail "$1: a downloaded file is not the one that was checked. Run this again; if it repeats, your package index serves other files."
    elif shown 'No matching distribution found'; then
        package=$(sed -n 's/.*No matching distribution found for \([^ ;]*\).*/\1/p' "$log" | tail -1)
        fail "$1: there is no ready-made $package for $("$python" --version) on $(uname -sm), and nothing is compiled here. Use Python 3.11, 3.12 or 3.13: PYTHON=python3.12 $0"
    elif shown 'Permission denied'; then
        fail "$1: this folder cannot be written to. Run this as the user who owns it."
    fi
    trap - EXIT
    fail "$1: $last (all of it: $log)"
}

install_packages() {
    if command -v uv >/dev/null 2>&1; then
        timed "Installing with uv ($1)" env UV_PYTHON_DOWNLOADS=never uv pip install --python "$python" \
            --require-hashes --only-binary :all: -r requirements/build.txt -r "requirements/$1.txt" && return
        say "uv could not; going on with pip"
    fi
    timed "Installing $(grep -c '^[a-z].*==' "requirements/$1.txt") packages ($1), each checked by its hash" \
        "$python" -m pip install --disable-pip-version-check --no-input --retries 2 --timeout 30 \
        --require-hashes --only-binary :all: -r requirements/build.txt -r "requirements/$1.txt" ||
        explain_failure "The packages could not be installed"
}

# What an environment was made from. Whatever changes it makes the next run install again.
fingerprint() { cat pyproject.toml requirements/build.txt "requirements/$1.txt" | cksum; }

is_installed() { [ "$(cat ".venv/concord-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]; }

# bootstrap SET: the environment with what requirements/SET.txt lists, and Concord itself, editable.
bootstrap() {
    make_environment
    # What develops Concord also runs it.
    if is_installed "$1" || { [ "$1" = production ] && is_installed development; }; then
        return
    fi
    free=$(df -Pk . | awk 'NR == 2 {print int($4 / 1024)}')
    [ "${free:-9999}" -ge 400 ] || fail "Only $free MB are free here, and the packages need about 400. Free some and run this again."
    install_packages "$1"
    timed "Installing Concord itself" "$python" -m pip install --disable-pip-version-check --quiet \
        --no-deps --no-build-isolation --no-index --editable . || explain_failure "Concord itself could not be installed"
    fingerprint "$1" >".venv/concord-$1"
    rm -f "$log"
    log=
}

# Debian's packages, where this is Debian and we may: at most one update of its lists.
is_updated=
apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    if [ -z "$is_updated" ]; then
        timed "Reading the list of Debian's packages" apt-get update || return 1
        is_updated=yes
    fi
    timed "Installing $* from Debian" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

# Papers are laid out by libraries that pip does not bring, in a font that is the same on every machine.
print_packages='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation'
cannot_print="PDFs cannot be made here: Pango, HarfBuzz or the font Liberation Sans is missing. On Debian or Ubuntu: apt-get install $print_packages. On a Mac: brew install pango font-liberation."
can_print() {
    "$python" -W 'error:HarfBuzz-Subset:DeprecationWarning' - >/dev/null 2>&1 <<'PYTHON'
import sys, weasyprint
page = weasyprint.HTML(string="<p style='font-family: Liberation Sans'>a").render()
page.write_pdf()
sys.exit(not any(b"Liberation" in font.name for font in page.fonts.values()))
PYTHON
}

# What was found once is not looked for again with every start.
make_ready_to_print() {
    [ ! -e .venv/concord-print ] || return 0
    # shellcheck disable=SC2086  (a list of names)
    can_print || { apt_install $print_packages && can_print; } || return 1
    : >.venv/concord-print
}
