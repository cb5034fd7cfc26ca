# What ./run, ./test and scripts/postgres share. Sourced, never run.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# Puts a .NET 10 SDK on the PATH, or ends with one sentence.
need_dotnet() {
  local folder
  for folder in '' "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
    if PATH="$folder${folder:+:}$PATH" has_dotnet_10; then
      PATH="$folder${folder:+:}$PATH"
      export PATH DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
      return
    fi
  done
  die "LiveChat needs the .NET 10 SDK: install it from https://dotnet.microsoft.com/download/dotnet/10.0, or use docker compose (see README.md)."
}

# The whole list is read before it is searched: a reader that leaves early would fail the pipe.
has_dotnet_10() { [[ $'\n'$(dotnet --list-sdks 2>/dev/null) == *$'\n10.'* ]]; }

# build COMMAND...: one at a time in this checkout, however many ./run and ./test are at work.
build() (
  mkdir -p "$root/LiveChat.Web/obj"
  exec 8>"$root/LiveChat.Web/obj/build.lock"
  flock --nonblock 8 || { say "Waiting for another build of this checkout ..."; flock 8; }
  cd "$root"
  "$@" 8>&-
)
# No compiler or build server stays behind, and the build ends with the shell that wanted it.
dotnet_build() {
  DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 \
    setpriv --pdeathsig TERM dotnet build "$@" -nologo -verbosity:quiet -terminalLogger:off -nodeReuse:false -p:UseSharedCompilation=false </dev/null
}

# Newest PostgreSQL on this machine, or the one whose major version is asked for; empty when there is none.
postgres_bin() {
  local version=${1:-} bin
  if [ -n "${LIVECHAT_POSTGRES_BIN:-}" ]; then printf '%s\n' "$LIVECHAT_POSTGRES_BIN"; return; fi
  bin=$(printf '%s\n' /usr/lib/postgresql/${version:-*}/bin | sort -V | tail -1)
  [ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /none/none)")
  if [ -x "$bin/initdb" ] && [[ -z "$version" || "$("$bin/initdb" --version)" == *" $version."* ]]; then printf '%s\n' "$bin"; fi
}

# install_missing PACKAGE...: by apt, and says so. No service starts and no system cluster is made: LiveChat runs its own, privately.
install_missing() {
  local sentence="LiveChat needs $*: install what is missing with your package manager, or use docker compose (see README.md)."
  command -v apt-get >/dev/null || die "$sentence"
  local admin=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "$sentence"
    admin=(sudo)
  fi
  say "Installing with apt: $*"
  "${admin[@]}" env DEBIAN_FRONTEND=noninteractive bash -euo pipefail -c "$apt_install" livechat "$@" </dev/null ||
    die "apt could not install $*: install it by hand, or use docker compose (see README.md)."
}
# Runs as root, with what it changes for the moment put back at the end.
apt_install='
  policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.d/livechat.conf log=$(mktemp)
  trap "rm -f \"\$log\" \"\$cluster\" \${mine:-}" EXIT
  if [ ! -e "$policy" ]; then mine=$policy; printf "#!/bin/sh\nexit 101\n" >"$policy"; chmod 755 "$policy"; fi
  mkdir -p "${cluster%/*}"; echo "create_main_cluster = false" >"$cluster"
  apt-get update -qq >"$log" 2>&1 || true
  apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >>"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
'

# http_status PORT PATH: prints the status code, or nothing. Bash alone: a fresh Debian has no curl.
http_status() {
  local _ code=''
  { exec 7<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 0
  printf 'GET %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&7 2>/dev/null || true
  read -r -t 10 _ code _ <&7 || true
  exec 7>&-
  printf '%s' "$code"
}

port_taken() { (exec 7<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 7<>"/dev/tcp/::1/$1") 2>/dev/null; }

busy=''
# within COMMAND...: bash answers a signal only between commands, or while it waits for one in the background.
# A process group of its own (set -m), so that all of it can be stopped, and what it leaves behind too.
within() {
  local code=0
  set -m
  "$@" </dev/null 9>&- &
  busy=$!
  set +m
  wait "$busy" || code=$?
  if alive "-$busy"; then stop "-$busy" 5; fi
  busy=''
  return "$code"
}

# stop PID [SECONDS]: asks, waits, insists. -PID is a process group.
stop() {
  local pid=$1 tenths=$((${2:-20} * 10))
  kill -TERM -- "$pid" 2>/dev/null || return 0
  while ((tenths-- > 0)) && alive "$pid"; do sleep 0.1; done
  kill -KILL -- "$pid" 2>/dev/null || true
  wait "${pid#-}" 2>/dev/null || true
}
# A zombie has ended: it only waits for its parent to look. Read from /proc, as a small Debian has no ps.
alive() {
  local line stats=("/proc/$1/stat")
  if [[ $1 == -* ]]; then stats=(/proc/[0-9]*/stat); fi
  for line in "${stats[@]}"; do
    read -r line 2>/dev/null <"$line" || continue
    line=${line##*') '}                     # state parent group ...
    set -- "$1" $line
    if [[ $2 != Z && ( $1 != -* || $4 == "${1#-}" ) ]]; then return 0; fi
  done
  return 1
}
