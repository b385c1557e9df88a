#: demo [--once]     starts the demo services and bff-web until Ctrl-C; with --once, stops after the comparison
# Sourced by ./portico, in the project's root.

WEB=http://localhost:8080
STARTED=
ONCE=
LOGS=.portico

say() { printf '%s\n' "$*"; }
fail() {
  echo "portico: $*" >&2
  exit 1
}

options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --once) ONCE=yes ;;
      *)
        echo "portico: demo has no option '$1'; it takes --once." >&2
        exit 2
        ;;
    esac
    shift
  done
}

# --- before anything starts ---

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

ports_are_free() {
  while read -r port wanted_by; do
    if listening "$port"; then
      fail "port $port is in use, and $wanted_by needs it. Stop what listens there and try again."
    fi
  done <<PORTS
3000 the demo's control API
3001 the demo's users service
3002 the demo's orders service
3003 the demo's products service
3004 the demo's payments service
3005 the demo's token issuer
8080 bff-web
9000 bff-web's management interface
PORTS
}

jar_of() { echo "$1/target/quarkus-app/quarkus-run.jar"; }

# stale APP FOLDER...: no jar yet, or a source or pom in the folders is newer than it.
stale() {
  local jar newer
  jar=$(jar_of "$1")
  shift
  [ -f "$jar" ] || return 0
  newer=$(find "$@" pom.xml \( -name target -o -path '*/src/test' \) -prune -o \
    -type f \( -path '*/src/*' -o -name pom.xml \) -newer "$jar" -print)
  [ -n "$newer" ]
}

build_if_needed() {
  if ! stale demo demo && ! stale bff-web bff-web shared-gateway-lib; then
    return 0
  fi
  printf 'Building (a few minutes the first time) '
  ./mvnw -q -DskipTests -Dspotless.check.skip=true -pl demo,bff-web -am package >"$LOGS/build.log" 2>&1 &
  local build=$!
  STARTED="$STARTED $build"
  while kill -0 "$build" 2>/dev/null; do
    printf .
    sleep 1
  done
  STARTED=
  if ! wait "$build"; then
    say " failed"
    tail -n 20 "$LOGS/build.log" >&2
    fail "the build failed; the whole log is $LOGS/build.log."
  fi
  say " done"
  local app
  for app in demo bff-web; do
    [ -f "$(jar_of "$app")" ] || fail "the build ended well but left no $(jar_of "$app"); $LOGS/build.log may say why."
  done
}

# --- processes ---

# start APP URL: starts the app and waits until the URL answers with success, for a minute at most.
start() {
  local app=$1 ready_url=$2 log="$LOGS/$1.log" pid seconds=0
  "$JAVA_HOME/bin/java" -jar "$(jar_of "$app")" >"$log" 2>&1 &
  pid=$!
  STARTED="$STARTED $pid"
  printf 'Starting %s ' "$app"
  until curl -fs -m 2 -o "$LOGS/ready" "$ready_url"; do
    if ! kill -0 "$pid" 2>/dev/null; then
      say " failed"
      died "$app"
    fi
    if [ "$seconds" -ge 60 ]; then
      say " failed"
      tail -n 15 "$log" >&2
      fail "$app was not ready within a minute ($ready_url); its log is $log."
    fi
    printf .
    sleep 1
    seconds=$((seconds + 1))
  done
  say " ready"
}

died() {
  tail -n 15 "$LOGS/$1.log" >&2
  fail "$1 ended by itself; its log is $LOGS/$1.log."
}

# Ends the processes that this script started, by their ids; one that ignores TERM for ten seconds is killed.
stop_all() {
  local pid tenths
  trap '' INT TERM
  [ -z "$STARTED" ] || kill $STARTED 2>/dev/null || true
  for pid in $STARTED; do
    tenths=0
    while kill -0 "$pid" 2>/dev/null; do
      [ "$tenths" -lt 100 ] || kill -9 "$pid" 2>/dev/null || true
      sleep 0.1
      tenths=$((tenths + 1))
    done
    wait "$pid" 2>/dev/null || true
  done
  [ -z "$STARTED" ] || say "Stopped."
  STARTED=
}

watch_until_stopped() {
  local pid
  while :; do
    for pid in $STARTED; do
      if ! kill -0 "$pid" 2>/dev/null; then
        case $STARTED in " $pid "*) died demo ;; *) died bff-web ;; esac
      fi
    done
    sleep 1
  done
}

# --- what to try ---

# token CALLER[?QUERY]: a token from the issuer.
token() {
  curl -fsS -m 5 "http://localhost:3005/token/$1" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'
}

# try WHAT CURL-ARGUMENTS: prints a line to paste, and the status that it gives right now.
try() {
  local what=$1 line=$2 status
  status=$(eval "curl -s -m 5 -o '$LOGS/answer' -w '%{http_code}' $line" || true)
  printf '# %s (now: %s)\ncurl -i %s\n\n' "$what" "$status" "$line"
}

show_what_to_try() {
  CUSTOMER=$(token customer)
  PARTNER=$(token partner)
  EXPIRED=$(token 'customer?ttl=-3600')
  say
  say "Running: bff-web $WEB, its health http://localhost:9000/health, demo control http://localhost:3000/services"
  say "         users :3001  orders :3002  products :3003  payments :3004  issuer :3005   logs $LOGS/*.log"
  say
  say "Paste these tokens once, then any line below."
  say "CUSTOMER=$CUSTOMER"
  say "PARTNER=$PARTNER"
  say "EXPIRED=$EXPIRED"
  say
  try "the home screen: one call for four services" "-H \"Authorization: Bearer \$CUSTOMER\" $WEB/api/home"
  try "products, without a token" "'$WEB/api/products?limit=2'"
  try "the customer's orders" "-H \"Authorization: Bearer \$CUSTOMER\" '$WEB/api/orders?limit=2'"
  try "no token" "$WEB/api/home"
  try "an expired token" "-H \"Authorization: Bearer \$EXPIRED\" $WEB/api/home"
  try "a good token of somebody who has no role here" "-H \"Authorization: Bearer \$PARTNER\" $WEB/api/home"
  try "a path that is not in the table" "$WEB/api/nowhere"
  try "what an upstream receives when a client claims to be somebody else" \
    "-H \"Authorization: Bearer \$CUSTOMER\" -H 'X-User-Id: u-0001' -H 'X-Forwarded-For: 203.0.113.9' $WEB/api/users/echo"
  say "# close the payments service, then ask for the home screen again; {\"up\":true} opens it"
  say "curl -X PUT http://localhost:3000/services/payments -d '{\"up\":false}'"
  say
}

# --- the comparison ---

# fetch URL [HEADER]: adds an answer's body to BYTES and one to CALLS; anything but a 200 ends the demo.
fetch() {
  local result status
  result=$(curl -sS -m 10 -o "$LOGS/answer" -w '%{http_code} %{size_download}' ${2:+-H "$2"} "$1") ||
    fail "GET $1 got no answer."
  status=${result% *}
  [ "$status" = 200 ] || fail "GET $1 answered $status instead of 200: $(head -c 300 "$LOGS/answer")"
  BYTES=$((BYTES + ${result#* }))
  CALLS=$((CALLS + 1))
}

compare() {
  local product products direct_calls direct_bytes share
  CALLS=0 BYTES=0
  fetch "http://localhost:3001/users/u-1001"
  fetch "http://localhost:3002/orders?user=u-1001&limit=5"
  products=$(grep -o '"productId":"[^"]*"' "$LOGS/answer" | cut -d '"' -f 4 | sort -u)
  for product in $products; do
    fetch "http://localhost:3003/products/$product"
  done
  fetch "http://localhost:3003/recommendations?user=u-1001&limit=4"
  fetch "http://localhost:3004/payments?user=u-1001&status=open"
  direct_calls=$CALLS direct_bytes=$BYTES

  CALLS=0 BYTES=0
  fetch "$WEB/api/home" "Authorization: Bearer $CUSTOMER"
  say "The home screen of u-1001                calls     bytes"
  printf '%-38s %7d %9d\n' "straight to the services" "$direct_calls" "$direct_bytes"
  share=$((BYTES * 1000 / direct_bytes))
  printf '%-38s %7d %9d   %d.%d %% of the bytes\n' \
    "through bff-web, GET /api/home" "$CALLS" "$BYTES" $((share / 10)) $((share % 10))
  say
}

options "$@"
command -v curl >/dev/null 2>&1 || fail "curl is missing; install it (for example: apt install curl)."
. .mvn/jdk25.sh
mkdir -p "$LOGS"
ports_are_free
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
build_if_needed
start demo http://localhost:3000/services
start bff-web http://localhost:9000/health/ready
show_what_to_try
compare
if [ -z "$ONCE" ]; then
  say "Ctrl-C stops everything."
  watch_until_stopped
fi
