#: contract [APP] [accept|accept-breaking]
#:                   holds the OpenAPI documents of the BFFs against the checked-in ones; accept writes them, unless clients would break
# Sourced by ./portico, in the project's root.

APPS=bff-web,bff-mobile,bff-partner
WORD=
for argument in "$@"; do
  case $argument in
    bff-web | bff-mobile | bff-partner) APPS=$argument ;;
    accept | accept-breaking) WORD=$argument ;;
    *)
      echo "portico: contract takes the name of a BFF, and accept or accept-breaking, not '$argument'." >&2
      exit 2
      ;;
  esac
done

exec ./mvnw -B --no-transfer-progress -q -pl "$APPS" -am -Dtest=ApiContractTest -Dsurefire.failIfNoSpecifiedTests=false \
  ${WORD:+"-Dopenapi=$WORD"} test
