#: new DIR [--bff web|mobile|partner]... [--group G]
#:                   writes a family of BFFs of your own, all three or those you name, in the packages of G (org.example)
# Sourced by ./portico, in the project's root; the caller's directory is OLDPWD.

LC_ALL=C # so that [a-z] means these letters
TEMPLATES=scripts/portico/new
GROUP=org.example
DIR=
WANTED=

refuse() {
  echo "portico: $*" >&2
  exit 2
}

# --- what is asked for ---

value_of() {
  [ $# -ge 2 ] || refuse "$1 needs a value; ./portico help shows which."
  case $2 in '' | -*) refuse "$1 needs a value, and '$2' is none; ./portico help shows which." ;; esac
}

options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --bff)
        value_of "$@"
        case $2 in
          web | mobile | partner) WANTED="$WANTED $2 " ;;
          *) refuse "there is no BFF '$2'; it is web, mobile or partner." ;;
        esac
        shift
        ;;
      --group)
        value_of "$@"
        GROUP=$2
        shift
        ;;
      -*) refuse "new has no option '$1'; it takes --bff and --group." ;;
      *)
        [ -z "$DIR" ] || refuse "new takes one directory, and got '$DIR' and '$1'."
        [ -n "$1" ] || refuse "the name of the directory is empty."
        DIR=$1
        ;;
    esac
    shift
  done
  [ -n "$DIR" ] || refuse "new needs a directory to write to, such as ./portico new ../front-doors."
}

# The group becomes a package, so each part has to be a name that Java accepts.
check_group() {
  local part parts
  case $GROUP in
    *[!a-z0-9_.]* | .* | *. | *..*) bad_group ;;
  esac
  IFS=. read -r -a parts <<<"$GROUP"
  for part in "${parts[@]}"; do
    case $part in
      [!a-z]*) bad_group ;;
      _ | abstract | assert | boolean | break | byte | case | catch | char | class | const | continue | default | do | double | else | enum | \
        extends | false | final | finally | float | for | goto | if | implements | import | instanceof | int | interface | long | native | new | \
        null | package | private | protected | public | return | short | static | strictfp | super | switch | synchronized | this | throw | \
        throws | transient | true | try | void | volatile | while)
        refuse "'$GROUP' is no group: '$part' is a word of Java."
        ;;
    esac
  done
}

bad_group() {
  refuse "'$GROUP' is no group: write lower-case letters, digits and _ in parts with dots between them, such as org.example."
}

check_directory() {
  case $DIR in /*) ;; *) DIR=$OLDPWD/$DIR ;; esac
  while [ "$DIR" != / ] && [ "${DIR%/}" != "$DIR" ]; do DIR=${DIR%/}; done
  [ ! -d "$DIR" ] || DIR=$(cd "$DIR" && pwd)
  NAME=${DIR##*/}
  case $NAME in
    [!A-Za-z0-9]* | *[!A-Za-z0-9._-]* | '')
      refuse "'$NAME' is no name of a project: the directory's name has to begin with a letter or digit and hold only those and . _ -"
      ;;
  esac
  case "$BFFS:$NAME" in
    *' '*:bff-web | *' '*:bff-mobile | *' '*:bff-partner)
      refuse "a family cannot be called $NAME, for one of its BFFs is; name another directory, or choose one BFF with --bff."
      ;;
  esac
  if [ -e "$DIR" ] && [ ! -d "$DIR" ]; then
    refuse "$DIR is no directory."
  fi
  if [ -d "$DIR" ] && [ -n "$(ls -A "$DIR")" ]; then
    refuse "$DIR is not empty; name a new directory."
  fi
}

# --- writing ---

# version_of ARTIFACT: the version that Portico's own pom pins.
version_of() { sed -n "/<artifactId>$1</{n;s|.*<version>\(.*\)</version>.*|\1|p;}" pom.xml; }

# render TEMPLATE FILE: writes the file with every @KEY@ filled in.
render() {
  local text key
  text=$(cat "$TEMPLATES/$1")
  for key in GROUP NAME PACKAGING MODULES APP APPS PACKAGE CLASS CALLER PROTECTED PORT MANAGEMENT_PORT RUN RUN_ONE \
    PORTICO_VERSION QUARKUS_VERSION COMPILER_VERSION SUREFIRE_VERSION; do
    text=${text//@$key@/${!key-}}
  done
  mkdir -p "$(dirname "$DIR/$2")"
  printf '%s\n' "$text" >"$DIR/$2"
}

# describe BFF: what the templates say of it.
describe() {
  APP=bff-$1
  PACKAGE=$GROUP.$1
  PROTECTED=/api/orders
  GATES=Gateway.java
  case $1 in
    web) CLASS=WebGateway PORT=8080 MANAGEMENT_PORT=9000 CALLER=customer GATES=web/Gateway.java ;;
    mobile) CLASS=MobileGateway PORT=8081 MANAGEMENT_PORT=9001 CALLER=customer ;;
    partner) CLASS=PartnerGateway PORT=8082 MANAGEMENT_PORT=9002 CALLER=partner PROTECTED=/v1/orders ;;
  esac
  MODULE=$APP/
  [ -n "$MODULES" ] || MODULE=
  PACKAGE_DIR=$(echo "$PACKAGE" | tr . /)
}

write_bff() {
  describe "$1"
  [ -z "$MODULE" ] || render module-pom.xml "${MODULE}pom.xml"
  render "$GATES" "${MODULE}src/main/java/$PACKAGE_DIR/$CLASS.java"
  render GatewayTest.java "${MODULE}src/test/java/$PACKAGE_DIR/${CLASS}Test.java"
  render application.yaml "${MODULE}src/main/resources/application.yaml"
  render "$1/gateway.yaml" "${MODULE}src/main/resources/gateway.yaml"
}

# The lines of the README that are about each BFF.
list_bffs() {
  local bff newline=
  APPS= RUN=
  for bff in $BFFS; do
    describe "$bff"
    APPS="$APPS$newline| $APP | $PORT | $MANAGEMENT_PORT | \`${MODULE}src/main/resources/gateway.yaml\` | \`$CLASS\` |"
    RUN="$RUN${newline}java -jar ${MODULE}target/quarkus-app/quarkus-run.jar   # $APP, port $PORT"
    newline=$'\n'
  done
  describe "${BFFS%% *}"
  RUN_ONE="java -jar ${MODULE}target/quarkus-app/quarkus-run.jar"
}

write_family() {
  local bff
  PORTICO_VERSION=$(version_of portico)
  QUARKUS_VERSION=$(sed -n 's|.*<quarkus.version>\(.*\)</quarkus.version>.*|\1|p' pom.xml)
  COMPILER_VERSION=$(version_of maven-compiler-plugin)
  SUREFIRE_VERSION=$(version_of maven-surefire-plugin)
  PACKAGING=quarkus MODULES=
  case $BFFS in
    *' '*)
      PACKAGING=pom
      MODULES=$'\n\n  <modules>'
      for bff in $BFFS; do MODULES="$MODULES"$'\n'"    <module>bff-$bff</module>"; done
      MODULES="$MODULES"$'\n  </modules>'
      ;;
  esac

  list_bffs
  render pom.xml pom.xml
  render README.md README.md
  render gitignore .gitignore
  for bff in $BFFS; do write_bff "$bff"; done
  mkdir -p "$DIR/.mvn/wrapper"
  cp mvnw mvnw.cmd "$DIR/"
  cp .mvn/jdk25.sh "$DIR/.mvn/"
  cp .mvn/wrapper/maven-wrapper.properties "$DIR/.mvn/wrapper/"
}

# next COMMAND WHY
next() { printf '  %s   # %s\n' "$1" "$2"; }

options "$@"
check_group
BFFS=
for bff in web mobile partner; do
  case ${WANTED:-" web  mobile  partner "} in *" $bff "*) BFFS="${BFFS:+$BFFS }$bff" ;; esac
done
check_directory
write_family
list_bffs
echo "Wrote bff-${BFFS// /, bff-} to $DIR. Next:"
next "./mvnw -DskipTests install" "here, once: the library goes into your local Maven repository"
next "$(printf 'cd %q && ./mvnw verify' "$DIR")" "builds and tests"
next "$RUN_ONE" "runs $APP on port $PORT; README.md there tells more"
