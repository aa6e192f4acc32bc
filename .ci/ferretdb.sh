#!/usr/bin/env bash
# Builds FerretDB, a server of another make that speaks MongoDB's protocol, from the Go module proxy, and starts it on
# loopback with SQLite. The database's tests and the journeys run on it with MONGODB_URL. Nothing of FerretDB becomes
# part of this project.
#
#   .ci/ferretdb.sh start <folder> [port]    prints the connection string as soon as the server answers
#   .ci/ferretdb.sh stop <folder>
set -euo pipefail

version=v1.24.2
action=${1:-}
folder=${2:?usage: .ci/ferretdb.sh start|stop <folder> [port]}
port=${3:-27117}

build() (
  cd "$folder"
  module=$(go mod download -json "github.com/FerretDB/FerretDB@$version" | sed -n 's/^\t"Dir": "\(.*\)",\{0,1\}$/\1/p')
  rm -rf source
  cp -R "$module" source
  chmod -R u+w source
  # The module leaves this file out, and the program does not start without it.
  mkdir -p source/build/version
  echo "$version" >source/build/version/version.txt
  cd source
  go build -buildvcs=false -o "$folder/ferretdb" ./cmd/ferretdb >&2
  rm -rf "$folder/source"
)

answers() {
  node -e "require('net').connect($port, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))"
}

start() {
  mkdir -p "$folder/data"
  folder=$(cd "$folder" && pwd)
  [ -x "$folder/ferretdb" ] || build
  "$folder/ferretdb" --handler=sqlite --sqlite-url="file:$folder/data/" --listen-addr="127.0.0.1:$port" \
    --state-dir="$folder/data" --debug-addr=- --telemetry=disable --log-level=error >"$folder/ferretdb.log" 2>&1 &
  local pid=$!
  echo "$pid" >"$folder/ferretdb.pid"
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || break
    if answers; then
      echo "mongodb://127.0.0.1:$port/lcf"
      return
    fi
    sleep 0.2
  done
  cat "$folder/ferretdb.log" >&2
  return 1
}

case $action in
  start) start ;;
  stop) kill "$(cat "$folder/ferretdb.pid")" ;;
  *) echo "unknown action '$action'" >&2 && exit 2 ;;
esac
