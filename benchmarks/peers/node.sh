# Sourced by the peers that are written for Node.js, with $here set to their directory.

# The Node.js that package-lock.json pins, or else the one on the PATH.
node_binary() {
  local own
  for own in "$here"/node_modules/node-linux-*/bin/node; do
    if [ -x "$own" ] && "$own" --version >/dev/null 2>&1; then echo "$own" && return; fi
  done
  echo node
}
node_version() { "$(node_binary)" --version | tr -d v; }
pinned() { sed -n "s|^ *\"$1\": \"\(.*\)\",\{0,1\}\$|\1|p" "$here/package.json"; }

need_npm() {
  [ ! -d "$here/node_modules" ] || return 0
  command -v npm >/dev/null || { echo "$(basename "$here") needs npm: install Node.js" && exit 1; }
}

prepare() {
  need_npm
  # npm writes this file last; a newer lockfile means another set of packages.
  if [ "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]; then
    (cd "$here" && npm ci --no-audit --no-fund --loglevel=error)
    touch "$here/node_modules/.package-lock.json"
  fi
}
