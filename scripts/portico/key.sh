#: key issue --partner ID [--plan P] [--scopes A,B] [--roles A,B] [--expires DATE] [--addresses CIDR,...]
#:           [--redis URL | --file FILE]
#:                   makes an API key and shows it this once; docs/api-keys.md tells where it is kept
#: key list | key revoke PREFIX  (--redis URL | --file FILE)
#:                   shows the keys without their secrets; ends one within seconds
# Sourced by ./portico, in the project's root; the caller's directory is OLDPWD.

. .mvn/jdk25.sh
home=$PWD
cd "$OLDPWD" # where the paths in the options are meant from
umask 077
exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$home/scripts/portico/key/Key.java" "$@"
