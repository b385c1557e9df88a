# Finds a JDK 25 or newer for the script that sources this file, and exports JAVA_HOME; says what to install where there is none.
portico_jdk_version() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }
portico_jdk_fits() { [ -x "$1/bin/javac" ] && [ "$(portico_jdk_version "$1")" -ge 25 ] 2>/dev/null; }
portico_find_jdk() {
  portico_path_javac=$(command -v javac 2>/dev/null || true)
  portico_path_home=
  [ -z "$portico_path_javac" ] || portico_path_home=$(cd "$(dirname "$(readlink -f "$portico_path_javac")")/.." && pwd)
  for portico_jdk in "${JAVA_HOME-}" "$portico_path_home" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/*jdk*25* /opt/java/*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home /opt/homebrew/opt/openjdk@25; do
    if portico_jdk_fits "$portico_jdk"; then
      JAVA_HOME=$portico_jdk && export JAVA_HOME && return 0
    fi
  done
  echo "Portico builds with JDK 25 or newer, and none was found in JAVA_HOME, on the PATH or in the usual places." >&2
  echo "Install one (for example: apt install temurin-25-jdk, brew install openjdk@25, sdk install java 25-tem) or set JAVA_HOME to it." >&2
  return 1
}
portico_find_jdk || exit 1
