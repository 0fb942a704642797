# What the scripts of this folder share: finding a JDK, Maven and Python, building, progress.
# Sourced, not run; written for bash 3.2 and later.
#
# Exit codes of every script: 0 done, 1 a step failed, 2 wrong arguments, 3 something to install.

set -euo pipefail

root=$(CDPATH='' cd -P -- "$(dirname "${BASH_SOURCE[0]}")" && cd -P .. && pwd)
venv=$root/environment/.venv
cache=$root/environment/.cache
logs=$cache/logs
least_java=25

fail() { # message, exit code (1)
  printf 'error: %s\n' "$1" >&2
  exit "${2:-1}"
}

case $root in
  *:*) fail "the folder $root has a colon in its name, where Java would split a list of files: rename it" 2 ;;
esac

# Without HOME (a service, a container) that of the system's list of users, else a folder of ours.
if [ -z "${HOME:-}" ]; then
  HOME=$(unset HOME && cd ~ 2>/dev/null && pwd) || HOME=$cache
  export HOME
fi

# Java takes the encoding of file names from the locale; with that of C it cannot open é.h5.
case $(locale charmap 2>/dev/null) in
  ANSI_X3.4-1968 | US-ASCII)
    for utf8 in C.UTF-8 en_US.UTF-8; do
      if [ "$(LC_ALL=$utf8 locale charmap 2>/dev/null)" = UTF-8 ]; then
        export LC_ALL=$utf8
        break
      fi
    done
    ;;
esac

# --- progress -------------------------------------------------------------------------------------

steps=0
step_number=0

elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

step() { # what begins now
  step_number=$((step_number + 1))
  printf '[%d/%d %s] %s\n' "$step_number" "$steps" "$(elapsed)" "$1"
}

note() { printf '          %s\n' "$1"; }

# Runs a command with its output in a log: a sign of life every half minute, and the log's end where
# the command fails.
quietly() { # log name, command...
  local log=$logs/$1.log status=0
  shift
  mkdir -p "$logs"
  while sleep 30 >/dev/null 2>&1; do note "… $(elapsed)"; done 9>&- & # 9 is the lock of build
  local heart=$!
  trap 'kill "'$heart'" 2>/dev/null' EXIT
  "$@" >"$log" 2>&1 || status=1
  kill "$heart" 2>/dev/null
  trap - EXIT
  if [ "$status" -ne 0 ]; then
    tail -n 30 "$log" >&2
    fail "the step failed; its whole output is in $log"
  fi
}

# --- arguments ------------------------------------------------------------------------------------

scale=

parse_scale() { # default scale, arguments of the script...
  scale=$1
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --scale)
        [ $# -gt 1 ] || fail "--scale needs smoke or full" 2
        scale=$2
        shift
        ;;
      --scale=*) scale=${1#--scale=} ;;
      -h | --help)
        usage
        exit 0
        ;;
      *) fail "unknown argument '$1'; --help tells what there is" 2 ;;
    esac
    shift
  done
  case $scale in
    smoke | full) ;;
    *) fail "--scale is smoke or full, got '$scale'" 2 ;;
  esac
}

# --- what must be there ---------------------------------------------------------------------------

java_version() { # home of a JDK; prints its major version
  local version=
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  [ ! -r "$1/release" ] || version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$version" ] ||
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
  printf '%s' "$version"
}

java_homes() { # prints the places where a JDK may be, the preferred ones first
  printf '%s\n' "${JAVA_HOME:-}"
  local java
  if java=$(command -v java); then
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    printf '%s\n' "${java%/bin/java}"
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /opt/* /opt/java/* /opt/jdk/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
  ! [ -x /usr/libexec/java_home ] || /usr/libexec/java_home -v "$least_java+" 2>/dev/null || true
}

find_jdk() { # exports JAVA_HOME
  local home version seen=
  while IFS= read -r home; do
    version=$(java_version "$home")
    [ -n "$version" ] || continue
    if [ "$version" -ge "$least_java" ]; then
      export JAVA_HOME=$home
      return
    fi
    seen="$seen $version"
  done < <(java_homes)
  fail "no JDK $least_java or newer found (found:${seen:- none}): install one, such as Eclipse Temurin \
$least_java or the package openjdk-$least_java-jdk, or set JAVA_HOME to it" 3
}

maven_is_new_enough() {
  local version
  version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
  set -- $version
  [ $# -eq 2 ] && { [ "$1" -gt 3 ] || { [ "$1" -eq 3 ] && [ "$2" -ge 8 ]; }; }
}

# Maven from the path where it is 3.8 or newer, else by the wrapper. The wrapper is told where Maven
# Central is by Maven's own default settings, which the Java kernel of the notebooks carries.
find_maven() { # sets maven_command; needs find_jdk
  export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  if maven_is_new_enough; then
    maven_command=mvn
    return
  fi
  maven_command=$root/mvnw
  if [ -z "${MVNW_REPOURL:-}" ]; then
    make_venv
    MVNW_REPOURL=$("$venv/bin/python" "$root/environment/central.py")
    export MVNW_REPOURL
  fi
}

maven() { (cd "$root" && "$maven_command" --batch-mode --no-transfer-progress "$@"); }

find_python() { # sets python
  local bare=
  for python in python3.11 python3.12 python3.13 python3.14 python3; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
      return
    fi
    bare=$python
  done
  [ -z "$bare" ] || fail "$bare cannot make a virtual environment: install the package $bare-venv" 3
  fail "no Python 3.11 or newer found: install it, as package python3 with python3-venv" 3
}

# --- what is built --------------------------------------------------------------------------------

# A Python environment, that of the notebooks unless said otherwise; made anew where the requirements
# have changed.
make_venv() { # folder, path of the requirements without .txt and .lock
  local venv=${1:-$venv}
  local requirements=${2:-$root/environment/requirements}
  local stamp
  stamp=$(cat "$requirements.txt" "$requirements.lock" | cksum)
  ! venv_is "$stamp" || return 0
  find_python
  one_at_a_time "$venv"
  if ! venv_is "$stamp"; then
    quietly venv "$python" -m venv --clear "$venv"
    quietly pip "$venv/bin/python" -m pip --disable-pip-version-check install \
      --requirement "$requirements.txt" --constraint "$requirements.lock"
    printf '%s' "$stamp" >"$venv/stamp"
  fi
  exec 9>&-
}

venv_is() { # stamp; whether the environment in $venv is whole and made from these requirements
  [ "$(cat "$venv/stamp" 2>/dev/null)" = "$1" ] && "$venv/bin/python" -c '' 2>/dev/null
}

is_built() { # module; whether its jars are there, and newer than all they are made from
  local classpath=$root/$1/target/classpath
  [ -f "$classpath" ] && [ -z "$(missing_jar "$1")" ] || return 1
  local sources=("$root"/lib/{core,neural}/src "$root/$1/src")
  [ "$1" != lib/spark ] || sources+=("$root/lib/app/src")
  [ -z "$(find "$root"/pom.xml "$root"/lib/*/pom.xml "${sources[@]}" \
    -newer "$classpath" | head -n 1)" ]
}

missing_jar() { # module; prints the first of its jars that is gone, empty or not to be read
  local jars jar
  IFS=: read -r -a jars <<<"$(classpath_of "$1" 2>/dev/null)"
  for jar in ${jars[@]+"${jars[@]}"}; do
    if ! { [ -s "$jar" ] && [ -r "$jar" ]; }; then
      printf '%s' "${jar:-the jar of $1}"
      return
    fi
  done
}

# Makes a module's jar and target/classpath, tests not run. After a build that was cut off nothing
# that it left is used.
build() { # module
  local unfinished=$cache/unfinished goals=package missing
  one_at_a_time "$1"
  if ! is_built "$1"; then
    [ ! -e "$unfinished" ] || goals="clean package"
    touch "$unfinished"
    detach_jars
    # shellcheck disable=SC2086
    quietly build maven --quiet --projects "$1" --also-make -DskipTests $goals
    touch -r "$unfinished" "$root/$1/target/classpath" # what was edited meanwhile is newer
    rm -f "$unfinished"
    missing=$(missing_jar "$1")
    [ -z "$missing" ] || fail "$missing is empty or cannot be read: delete it, or make it readable"
  fi
  exec 9>&-
}

# Gives each jar's name to a copy, which the build will write over: commands may be running from the
# jar itself, and read on from it.
detach_jars() {
  local jar
  for jar in "$root"/lib/*/target/onsagerflow-*.jar; do
    if [ -f "$jar" ]; then
      cp -p "$jar" "$jar.copy"
      mv -f "$jar.copy" "$jar"
    fi
  done
}

wait_for_build() { # that is going on, if any
  if [ -w "$cache/lock" ]; then
    one_at_a_time ""
    exec 9>&-
  fi
}

# Waits until no other script builds anything here, and keeps others waiting until `exec 9>&-`.
one_at_a_time() { # module or folder that is needed
  local missing
  if ! { mkdir -p "$cache" && touch "$cache/lock"; } 2>/dev/null; then
    missing=$(missing_jar "$1")
    fail "cannot build in $root, which belongs to another user${missing:+ ($missing cannot be read)}: \
use a copy of your own"
  fi
  exec 9>"$cache/lock"
  if ! lock_9 -n; then
    note "waiting for another build" >&2
    lock_9 || true # a file system without locks
  fi
}

# Locks the file open as 9 until it is closed, by flock or, where there is none (macOS), by Perl.
lock_9() { # -n: do not wait
  if command -v flock >/dev/null; then
    flock "$@" 9
  elif command -v perl >/dev/null; then
    perl -e 'open(F, ">&=9"); exit !flock(F, @ARGV ? 6 : 2)' -- "$@"
  fi
}

classpath_of() { # module; prints its jar and all it needs
  printf '%s:' "$(ls -t "$root/$1"/target/onsagerflow-*.jar | head -n 1)"
  cat "$root/$1/target/classpath"
}

install_kernel() { # the kernel `onsagerflow` of the notebook environment; needs build lib/notebook
  "$venv/bin/python" "$root/environment/kernel/install.py" \
    --root "$root" --java "$JAVA_HOME/bin/java" --classpath "$(classpath_of lib/notebook)"
}

# A JDK without fonts beside it cannot label a figure, and says so only by a stack trace.
require_fonts() {
  "$JAVA_HOME/bin/java" -Djava.awt.headless=true "$root/environment/Fonts.java" >/dev/null 2>&1 ||
    fail "Java finds no fonts to label figures with: install the packages fontconfig, libfreetype6 \
and fonts-dejavu-core" 3
}

# All that a notebook needs, in two steps.
prepare_notebooks() {
  step "Finding a JDK and fonts, Python and Maven"
  find_jdk
  note "JDK $(java_version "$JAVA_HOME") in $JAVA_HOME"
  require_fonts
  step "Making the notebook environment"
  make_venv
  find_maven
  note "$("$venv/bin/python" --version), $(maven --version 2>/dev/null | sed -n 's/.*\(Apache Maven [0-9.]*\).*/\1/p')"
  step "Building the library and the notebook kernel"
  wait_for_build
  is_built lib/notebook || build lib/notebook
  install_kernel
}
