#!/bin/sh
# Whom one talks to: certificates that can't be trusted, for another host, too old a TLS.
. "$top_srcdir/tests/cli/lib.sh"
command -v openssl >/dev/null || {
	echo '1..0 # SKIP no openssl'
	exit 0
}
server_pid=
trap '[ -z "$server_pid" ] || kill "$server_pid"; chmod -R u+rwx "$room"; rm -rf "$room"' EXIT
own=$XDG_CONFIG_HOME/scenetty/providers
mkdir -p "$own"
MY_KEY=sk-a-secret-nobody-sees; export MY_KEY
unset SSL_CERT_FILE
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=127.0.0.1 \
	-addext subjectAltName=IP:127.0.0.1 -keyout "$room/key.pem" -out "$room/cert.pem" 2>/dev/null

serve() # HOST OPTIONS…: what is heard comes into $room/heard
{
	host=$1
	shift
	[ -z "$server_pid" ] || { kill "$server_pid"; wait "$server_pid" 2>/dev/null; }
	rm -f "$room/said"
	mkfifo "$room/said"
	openssl s_server -accept 127.0.0.1:0 -key "$room/key.pem" -cert "$room/cert.pem" "$@" \
		>"$room/said" 2>&1 &
	server_pid=$!
	exec 3<"$room/said"
	while read -r word where <&3 && [ "$word" != ACCEPT ]; do :; done
	cat <&3 >"$room/heard" &
	exec 3<&-
	printf '{"like": "openai-compatible", "base": ["https://%s:%s/v1"], "key": {"env": "MY_KEY"}}' \
		"$host" "${where##*:}" >"$own/mine.json"
}

"$scenetty" new -q "$room/film"
cd "$room/film" || exit 99
"$scenetty" add -q One prompt='a kitten' seconds=4
serve 127.0.0.1 -www
"$scenetty" set -q film provider=mine

fails 'a stranger' 1 "*certificate can't be trusted*" providers mine --test
fails 'is not waited for' '*' "*certificate can't be trusted*" generate one --yes
is 'and hears no key' "$(grep -c secret "$room/heard")" 0
SSL_CERT_FILE=$room/cert.pem; export SSL_CERT_FILE
run providers mine --test
like 'whom one trusts' "$(cat "$room/err")" '*a web page comes back (200)*'
mkdir v1
printf 'HTTP/1.0 302 Found\r\nLocation: http://127.0.0.1:1/v1/models\r\n\r\n' >v1/models
serve 127.0.0.1 -HTTP
fails 'nobody is led from https to http' 1 '*from https to http*' providers mine --test
serve localhost -www
fails 'another than was asked for' 1 "*certificate can't be trusted*" providers mine --test
serve 127.0.0.1 -www -tls1_1 -cipher DEFAULT@SECLEVEL=0
fails 'a TLS that is too old' 1 '*no TLS comes about*' providers mine --test
finish
