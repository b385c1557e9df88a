#: demo [--once]     starts the demo services and the three BFFs until Ctrl-C; with --once, stops after the comparison
# Sourced by ./portico, in the project's root.

WEB=http://localhost:8080
MOBILE=http://localhost:8081
PARTNERS=http://localhost:8082
APPS='demo bff-web bff-mobile bff-partner'
ROUNDS=20
STARTED=
NAMED=
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
8081 bff-mobile
8082 bff-partner
9000 bff-web's management interface
9001 bff-mobile's management interface
9002 bff-partner's management interface
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

needs_building() {
  local app
  for app in $APPS; do
    case $app in
      demo) stale demo demo ;;
      *) stale "$app" "$app" shared-gateway-lib ;;
    esac && return 0
  done
  return 1
}

build_if_needed() {
  local app
  needs_building || return 0
  printf 'Building (a few minutes the first time) '
  ./mvnw -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "${APPS// /,}" -am package >"$LOGS/build.log" 2>&1 &
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
  for app in $APPS; do
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
  NAMED="$NAMED $pid:$app"
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
  local named
  while :; do
    for named in $NAMED; do
      kill -0 "${named%%:*}" 2>/dev/null || died "${named#*:}"
    done
    sleep 1
  done
}

# --- API keys ---

# A key that only this demo knows, in the file that bff-partner reads; nothing of it is checked in.
issue_key() {
  export API_KEYS_FILE=$PWD/$LOGS/keys.yaml
  rm -f "$API_KEYS_FILE"
  API_KEY=$(./portico key issue --partner partner-1 --plan demo --scopes products:read,orders:read,orders:write \
    --file "$API_KEYS_FILE" 2>"$LOGS/key.log") || fail "no API key could be issued; $LOGS/key.log says why."
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

# first NAME: the first value of that name in the JSON on standard input.
first() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

show_what_to_try() {
  local order sold others
  CUSTOMER=$(token customer)
  PARTNER=$(token partner)
  GUEST=$(token 'customer?roles=guest')
  EXPIRED=$(token 'customer?ttl=-3600')
  order=$(curl -fsS -m 5 "http://localhost:3002/orders?user=u-1001&limit=1" | first id)
  sold=$(curl -fsS -m 5 -H 'X-Partner-Id: partner-1' "http://localhost:3002/orders?limit=1" | first id)
  others=$(curl -fsS -m 5 -H 'X-Partner-Id: partner-2' "http://localhost:3002/orders?limit=1" | first id)
  say
  say "Running: bff-web     $WEB   health http://localhost:9000/health"
  say "         bff-mobile  $MOBILE   health http://localhost:9001/health"
  say "         bff-partner $PARTNERS   health http://localhost:9002/health"
  say "         users :3001  orders :3002  products :3003  payments :3004  issuer :3005"
  say "         demo control http://localhost:3000/services   logs $LOGS/*.log"
  say
  say "Paste these tokens once, then any line below."
  say "CUSTOMER=$CUSTOMER"
  say "PARTNER=$PARTNER"
  say "GUEST=$GUEST"
  say "EXPIRED=$EXPIRED"
  say "API_KEY=$API_KEY"
  say
  say "## bff-web, for browsers"
  try "the home screen: one call for four services" "-H \"Authorization: Bearer \$CUSTOMER\" $WEB/api/home"
  try "products, without a token" "'$WEB/api/products?limit=2'"
  try "the customer's orders" "-H \"Authorization: Bearer \$CUSTOMER\" '$WEB/api/orders?limit=2'"
  try "no token" "$WEB/api/home"
  try "an expired token" "-H \"Authorization: Bearer \$EXPIRED\" $WEB/api/home"
  try "a good token of somebody who has no role here" "-H \"Authorization: Bearer \$GUEST\" $WEB/api/home"
  try "a good token that was issued for another app" "-H \"Authorization: Bearer \$PARTNER\" $WEB/api/home"
  try "a path that is not in the table" "$WEB/api/nowhere"
  try "what an upstream receives when a client claims to be somebody else" \
    "-H \"Authorization: Bearer \$CUSTOMER\" -H 'X-User-Id: u-0001' -H 'X-Forwarded-For: 203.0.113.9' $WEB/api/users/echo"
  say "## bff-mobile, for apps"
  try "the same home screen, for a phone" "-H \"Authorization: Bearer \$CUSTOMER\" $MOBILE/api/home"
  try "a product as a card, without a token" "$MOBILE/api/products/p-1001/card"
  try "how far an order has come" "-H \"Authorization: Bearer \$CUSTOMER\" $MOBILE/api/orders/$order/status"
  say "## bff-partner, for third parties"
  try "the catalogue, page by page" "-H \"Authorization: Bearer \$PARTNER\" '$PARTNERS/v1/catalog/products?limit=2'"
  try "an order that came through this partner, without the person who placed it" \
    "-H \"Authorization: Bearer \$PARTNER\" $PARTNERS/v1/orders/$sold"
  try "all of the catalogue, one product a line" "-H \"Authorization: Bearer \$PARTNER\" $PARTNERS/v2/catalog/export"
  try "an order; sent again with the same key it is placed once" \
    "-H \"Authorization: Bearer \$PARTNER\" -H 'Idempotency-Key: demo-$$' -H 'Content-Type: application/json' -d '{\"lines\":[{\"productId\":\"p-1001\",\"quantity\":1}]}' $PARTNERS/v2/orders"
  try "an order that came through another" "-H \"Authorization: Bearer \$PARTNER\" $PARTNERS/v1/orders/$others"
  try "the catalogue with an API key, which speaks for the same partner" "-H \"X-API-Key: \$API_KEY\" '$PARTNERS/v1/catalog/products?limit=2'"
  try "an API key whose secret is wrong" "-H \"X-API-Key: \${API_KEY%?????}00000\" '$PARTNERS/v1/catalog/products?limit=2'"
  try "a customer's token does not open it" "-H \"Authorization: Bearer \$CUSTOMER\" '$PARTNERS/v1/catalog/products?limit=2'"
  say "# revoke the API key, then ask with it again: 401 within seconds"
  say "./portico key revoke ${API_KEY%%.*} --file $LOGS/keys.yaml"
  say "# close the payments service, then ask for the home screens again; {\"up\":true} opens it"
  say "curl -X PUT http://localhost:3000/services/payments -d '{\"up\":false}'"
  say
}

# --- the comparison ---

# fields FILE...: how many values (texts, numbers, true, false, null) the JSON in the files holds.
fields() {
  sed -E 's/"([^"\\]|\\.)*"/S/g; s/S[[:space:]]*://g' "$@" | grep -oE 'S|-?[0-9][0-9.eE+-]*|true|false|null' | wc -l | tr -d ' '
}

# fetch TOKEN URL...: gets all URLs one after another, as one client; sets CALLS, BYTES, FIELDS and SECONDS_TAKEN.
# Anything but a 200 ends the demo.
fetch() {
  local token=$1 url result status
  local arguments=(-sS -m 10 -w '%{http_code} %{size_download} %{time_total}\n') answers=()
  shift
  [ -z "$token" ] || arguments+=(-H "Authorization: Bearer $token")
  CALLS=0
  for url in "$@"; do
    CALLS=$((CALLS + 1))
    answers+=("$LOGS/answer-$CALLS")
    arguments+=(-o "$LOGS/answer-$CALLS" "$url")
  done
  result=$(curl "${arguments[@]}") || fail "GET $1 and what follows it got no answer."
  status=$(printf '%s\n' "$result" | awk '$1 != 200 { print NR ":" $1; exit }')
  [ -z "$status" ] ||
    fail "call ${status%%:*} of GET $1 answered ${status#*:} instead of 200: $(head -c 300 "$LOGS/answer-${status%%:*}")"
  BYTES=$(printf '%s\n' "$result" | awk '{ bytes += $2 } END { print bytes }')
  SECONDS_TAKEN=$(printf '%s\n' "$result" | awk '{ seconds += $3 } END { print seconds }')
  ANSWERS=("${answers[@]}")
}

# row WHAT TOKEN URL...: a line of the table. The first half of the rounds only warms up.
row() {
  local what=$1 round times=
  shift
  for ((round = 0; round < 2 * ROUNDS; round++)); do
    fetch "$@"
    [ "$round" -lt "$ROUNDS" ] || times="$times$SECONDS_TAKEN"$'\n'
  done
  printf '  %-47s %7d %9d %8d %8s\n' "$what" "$CALLS" "$BYTES" "$(fields "${ANSWERS[@]}")" "$(median "$times")"
}

# median SECONDS: of one number a line, in milliseconds.
median() {
  printf %s "$1" | sort -n |
    awk '{ t[NR] = $1 } END { printf "%.1f", 500 * (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) }'
}

compare() {
  local id straight=()
  local -x LC_ALL=C
  straight+=("http://localhost:3001/users/u-1001")
  straight+=("http://localhost:3002/orders?user=u-1001&limit=5")
  fetch "" "${straight[@]}"
  for id in $(grep -o '"productId":"[^"]*"' "$LOGS/answer-2" | cut -d '"' -f 4 | sort -u); do
    straight+=("http://localhost:3003/products/$id")
  done
  straight+=("http://localhost:3003/recommendations?user=u-1001&limit=4")
  straight+=("http://localhost:3004/payments?user=u-1001&status=open")

  printf '%-49s %7s %9s %8s %8s\n' "The home screen of u-1001" calls bytes fields ms
  row "straight to the services" "" "${straight[@]}"
  row "bff-web      GET /api/home" "$CUSTOMER" "$WEB/api/home"
  row "bff-mobile   GET /api/home" "$CUSTOMER" "$MOBILE/api/home"
  printf '  %-47s %7s %9s %8s %8s\n' "bff-partner  has no home screen" - - - -
  say
  say "The product p-1001"
  row "straight to the products service" "" http://localhost:3003/products/p-1001
  row "bff-web      GET /api/products/p-1001" "" "$WEB/api/products/p-1001"
  row "bff-mobile   GET /api/products/p-1001/card" "" "$MOBILE/api/products/p-1001/card"
  row "bff-partner  GET /v1/catalog/products?limit=1" "$PARTNER" "$PARTNERS/v1/catalog/products?limit=1"
  say
  say "fields: values in the JSON. ms: calls one after another, median of $ROUNDS after as many to warm up, on this machine,"
  say "where a call costs no journey over a network; the more calls, the more it would cost elsewhere."
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
issue_key
start demo http://localhost:3000/services
start bff-web http://localhost:9000/health/ready
start bff-mobile http://localhost:9001/health/ready
start bff-partner http://localhost:9002/health/ready
show_what_to_try
compare
if [ -z "$ONCE" ]; then
  say "Ctrl-C stops everything."
  watch_until_stopped
fi
