/* SPDX-License-Identifier: MIT
 *
 * Where a request goes, and the key with it: redirects, addresses at home, proxies.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "http_help.h"
#include "util/file.h"

/* Whatever is spelt in another way is another origin, or none. */
static void test_origin(void **state)
{
	static const char *const rows[][2] = {
		{"https://api.example.com/v1", "https://api.example.com:443"},
		{"HTTPS://API.Example.COM:443?x#y", "https://api.example.com:443"},
		{"http://api.example.com:", "http://api.example.com:80"},
		{"http://[::1]:8188/x", "http://[::1]:8188"},
		{"https://api.example.com./", "https://api.example.com.:443"},
		{"https://api.example.com:0443/", "https://api.example.com:0443"},
		{"https://api.example.com#@evil.example/", "https://api.example.com:443"},
		{"https://api.example.com@evil.example/", NULL},
		{"https://evil.example\\@api.example.com/", NULL},
		{"https://evil.example\t.api.example.com/", NULL},
		{"http://[::1/", NULL},
		{"http:80/x://api.example.com/", NULL},
		{"https:/api.example.com/", NULL},
		{"file:///etc/passwd", NULL},
		{"ftp://api.example.com/", NULL},
		{"", NULL},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *origin = url_origin(rows[i][0]);

		if (origin ? !rows[i][1] || strcmp(origin, rows[i][1]) != 0 : !!rows[i][1])
			fail_msg("%s: %s", rows[i][0], origin);
		free(origin);
	}
}

static void test_redirect(void **state)
{
	struct peer other, peer;
	struct talk talk;

	peer_start(&other, "[{\"path\": \"/b\", \"replies\": [{\"body\": \"there\"}]}]");

	char *routes =
		xasprintf("[{\"path\": \"/in\", \"replies\": [{\"status\": 302, \"headers\": "
			  "{\"Location\": \"/end\"}}]},"
			  "{\"path\": \"/end\", \"replies\": [{\"body\": \"here\"}]},"
			  "{\"path\": \"/out\", \"replies\": [{\"status\": 302, \"headers\": "
			  "{\"Location\": \"http://127.0.0.1:%d/b\"}}]},"
			  "{\"path\": \"/loop\", \"replies\": [{\"status\": 302, \"headers\": "
			  "{\"Location\": \"/loop\"}}]}]",
			  other.port);

	peer_start(&peer, routes);
	talk_begin(&talk);
	talk_get(&talk, &peer, "/in", false);
	assert_string_equal(talk.body, "here");
	/* Another port is another origin, and this one is private. */
	talk_get(&talk, &peer, "/out", false);
	assert_int_not_equal(talk.net, NET_REPLIED);
	assert_non_null(strstr(talk.why, "private"));
	talk_get(&talk, &peer, "/loop", false);
	assert_non_null(strstr(talk.why, "without end"));

	char *log = peer_log(&other);

	assert_int_equal(times_in(log, "sk-secret"), 0);
	free(log);
	free(routes);
	talk_end(&talk);
	peer_stop(&peer);
	peer_stop(&other);
}

static void test_foreign(void **state)
{
	struct peer peer;
	struct talk talk;

	peer_start(&peer, "[{\"path\": \"/a\", \"replies\": [{\"body\": \"x\"}]}]");
	talk_begin(&talk);
	talk_get(&talk, &peer, "/a", true);
	assert_non_null(strstr(talk.why, "private address, http://127.0.0.1:"));
	assert_non_null(strstr(talk.why, "\"also\""));

	char *log = peer_log(&peer);

	assert_string_equal(log, "");
	free(log);
	talk_end(&talk);
	peer_stop(&peer);
}

/* One at home that the user has named beside the server: a clip comes from there, also
 * over a redirect, the key never goes. */
static void test_known(void **state)
{
	struct wire_request what = {.method = (char *)"GET", .timeout = 1};
	struct http_options options = {.key = {.key = "sk-secret"}, .foreign = true, .fd = -1};
	struct json *also = json_new_array(), *headers = json_new_object();
	struct peer other, peer;
	struct talk talk;
	char *routes, *origin, *url, *log;

	peer_start(&other, "[{\"path\": \"*\", \"replies\": [{\"body\": \"there\"}]}]");
	url = xasprintf("http://127.0.0.1:%d/clip", other.port);
	routes = xasprintf("[{\"path\": \"*\", \"replies\": [{\"status\": 302, \"headers\": "
			   "{\"Location\": \"%s\"}}]}]",
			   url);
	peer_start(&peer, routes);
	origin = xasprintf("http://127.0.0.1:%d", peer.port);
	options.key.origin = origin;
	json_push(also, json_new_str("http://gpu9:1"));
	json_push(also, json_new_str(url));
	options.known[1] = also;
	talk_begin(&talk);
	what.url = url;
	talk_ask(&talk, &what, &options);
	assert_string_equal(talk.body, "there");
	what.url = origin;
	what.headers = headers;
	json_set_str(headers, "X-Team", "sk-secret");
	talk_ask(&talk, &what, &options);
	assert_string_equal(talk.body, "there");
	log = peer_log(&other);
	assert_int_equal(times_in(log, "\"GET\""), 2);
	assert_int_equal(times_in(log, "sk-secret"), 0);
	free(log);
	talk_end(&talk);
	peer_stop(&peer);
	peer_stop(&other);
	json_free(headers);
	json_free(also);
	free(routes);
	free(origin);
	free(url);
}

/* A clip's URL, where all goes through a proxy in the user's own house. */
static void test_proxy(void **state)
{
	static const struct {
		const char *url, *except;
		bool fine;
	} rows[] = {
		{"http://clips.example.com/a", "other.example.com", true},
		{"http://169.254.169.254/a", "", false},
		{"http://2130706433/a", "", false},
		{"http://[::1]/a", "", false},
		{"http://localhost/a", "", false},
		{"http://127.0.0.1/a", "127.0.0.1", false},
	};
	struct http_options options = {
		.key = {.origin = "http://127.0.0.1:1"}, .foreign = true, .fd = -1};
	struct peer peer;
	struct talk talk;
	char *proxy;

	peer_start(&peer, "[{\"path\": \"*\", \"replies\": [{\"body\": \"x\"}]}]");
	proxy = xasprintf("http://127.0.0.1:%d", peer.port);
	setenv("http_proxy", proxy, 1);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct wire_request what = {
			.method = (char *)"GET", .url = (char *)rows[i].url, .timeout = 1};

		setenv("no_proxy", rows[i].except, 1);
		talk_begin(&talk);
		talk_ask(&talk, &what, &options);
		if ((talk.net == NET_REPLIED) != rows[i].fine)
			fail_msg("%s: %s", rows[i].url, talk.why);
		talk_end(&talk);
	}
	unsetenv("http_proxy");
	unsetenv("no_proxy");

	char *log = peer_log(&peer);

	assert_int_equal(times_in(log, "\"GET\""), 1);
	free(log);
	free(proxy);
	peer_stop(&peer);
}

/* What no clip is fetched from, as soon as it is named: it is not asked for again. */
static void test_redirect_out(void **state)
{
	static const struct {
		const char *to, *why;
	} rows[] = {
		{"file:///etc/passwd", "no http or https"},
		{"ftp://127.0.0.1/a", "no http or https"},
		{"gopher://127.0.0.1/a", "no http or https"},
		{"http://user:word@example.com/a", "no http or https"},
		{"http://[::1/a", "no http or https"},
		{"http://127.0.0.1:1/a", "private"},
		{"http://0x7f.1/a", "private"},
		{"http://0177.0.0.1/a", "private"},
		{"http://2130706433/a", "private"},
		{"http://0.0.0.0/a", "private"},
		{"http://[::ffff:127.0.0.1]/a", "private"},
		{"http://localhost/a", "private"},
		{"//169.254.169.254/latest/meta-data", "private"},
	};
	struct peer peer;
	struct talk talk;

	peer_start(&peer, "[{\"path\": \"/*\", \"replies\": [{\"status\": 307, \"headers\":"
			  " {\"Location\": \"{*}\"}}]}]");
	talk_begin(&talk);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *path = xasprintf("/%s", rows[i].to);

		talk_get(&talk, &peer, path, false);
		if (talk.net == NET_REPLIED || !talk.lasting || !strstr(talk.why, rows[i].why))
			fail_msg("%s: %d %s", rows[i].to, talk.lasting, talk.why);
		free(path);
	}
	talk_end(&talk);
	peer_stop(&peer);
}

/* A proxy is told the host, and that a tunnel is wanted; if it makes none, nothing was
 * sent. */
static void test_tunnel(void **state)
{
	struct http_options options = {
		.key = {"x-api-key", "", "sk-secret", "https://service.example.com:443"}, .fd = -1};
	struct wire_request what = {.method = (char *)"POST",
				    .url = (char *)"https://service.example.com/make",
				    .once = true,
				    .timeout = 1};
	struct peer peer;
	struct talk talk;
	struct buf trace = {0};
	char *proxy, *path, *log;
	int fd;

	peer_start(&peer, "[{\"path\": \"*\", \"replies\": [{\"status\": 407}]}]");
	proxy = xasprintf("http://me:word@127.0.0.1:%d", peer.port);
	setenv("https_proxy", proxy, 1);
	path = xasprintf("%s/trace", peer.folder);
	fd = open(path, O_RDWR | O_CREAT, 0600);
	talk_begin(&talk);
	http_trace(talk.http, fd);
	talk_ask(&talk, &what, &options);
	assert_int_equal(talk.net, NET_NOT_SENT);
	assert_non_null(strstr(talk.why, "the proxy"));
	talk_end(&talk);
	unsetenv("https_proxy");
	log = peer_log(&peer);
	assert_non_null(strstr(log, "service.example.com:443"));
	assert_null(strstr(log, "secret"));
	assert_int_equal(file_read(AT_FDCWD, path, 1u << 20, &trace, NULL), 0);
	assert_non_null(strstr(trace.data, "CONNECT service.example.com:443"));
	assert_non_null(strstr(trace.data, "://[masked]@127.0.0.1"));
	assert_null(strstr(trace.data, "word"));
	buf_free(&trace);
	close(fd);
	free(log);
	free(path);
	free(proxy);
	peer_stop(&peer);
}

/* A server at home, without a key, that redirects to itself. */
static void test_redirect_home(void **state)
{
	struct wire_request what = {.method = (char *)"GET", .timeout = 1};
	struct http_options options = {.fd = -1};
	struct peer peer;
	struct talk talk;
	char *origin;

	peer_start(&peer, "[{\"path\": \"/a\", \"replies\": [{\"status\": 307, \"headers\":"
			  " {\"Location\": \"/b\"}}]}, {\"path\": \"/b\", \"replies\":"
			  " [{\"body\": \"x\"}]}]");
	origin = xasprintf("http://127.0.0.1:%d", peer.port);
	what.url = xasprintf("%s/a", origin);
	options.key.origin = origin;
	talk_begin(&talk);
	talk_ask(&talk, &what, &options);
	assert_int_equal(talk.status, 200);
	talk_end(&talk);
	free(what.url);
	free(origin);
	peer_stop(&peer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_origin),
		cmocka_unit_test(test_redirect),
		cmocka_unit_test(test_foreign),
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_proxy),
		cmocka_unit_test(test_redirect_out),
		cmocka_unit_test(test_tunnel),
		cmocka_unit_test(test_redirect_home),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
