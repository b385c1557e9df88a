#: bench [--quick] [--peer NAME]... [SUITE]...
#:                   measures Portico and its peers, each on a core of its own, into benchmarks/results
# Sourced by ./portico, in the project's root.

. .mvn/jdk25.sh

fail() {
  echo "portico: $*" >&2
  exit 1
}

command -v taskset > /dev/null || fail "bench needs taskset (util-linux), which Linux has."
command -v wrk > /dev/null || fail "bench needs wrk: apt-get install wrk"
command -v h2load > /dev/null || fail "bench needs h2load: apt-get install nghttp2-client"
[ "$(nproc)" -ge 2 ] || fail "bench needs two cores, one for the gateway and one for the load."

echo "building what is measured and what measures"
./mvnw -q -B --no-transfer-progress package -DskipTests -pl shared-gateway-lib,demo,benchmarks/gateway,benchmarks/harness
./mvnw -q -B --no-transfer-progress package -DskipTests -pl shared-gateway-lib,benchmarks/gateway \
  -Dquarkus.package.jar.type=aot-jar -Dquarkus.package.output-directory=aot-app

# exec, so that Ctrl-C reaches the harness, which ends whatever it started
exec taskset -c 1 "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Dbench.home=benchmarks -Dbench.core=0 \
  -cp "benchmarks/harness/target/classes:benchmarks/harness/target/lib/*" dev.portico.bench.Bench "$@"
