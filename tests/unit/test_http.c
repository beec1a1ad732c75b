/* SPDX-License-Identifier: MIT
 *
 * HTTP against a server that misbehaves.
 */
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "http_help.h"
#include "util/file.h"
#include "util/loop.h"

static void test_reply(void **state)
{
	struct peer peer;
	struct talk talk;

	peer_start(&peer, "[{\"path\": \"/a\", \"replies\": [{\"status\": 429, \"headers\": "
			  "{\"Retry-After\": \"7\"}, \"body\": {\"error\": \"slow\"}}]}]");
	talk_begin(&talk);
	talk_get(&talk, &peer, "/a", false);
	assert_int_equal(talk.net, NET_REPLIED);
	assert_int_equal(talk.status, 429);
	assert_string_equal(talk.body, "{\"error\":\"slow\"}");
	assert_true(talk.retry_after == 7);

	char *log = peer_log(&peer);

	assert_non_null(strstr(log, "\"x-api-key\":\"sk-secret\""));
	free(log);
	talk_end(&talk);
	peer_stop(&peer);
}

static void test_trouble(void **state)
{
	struct peer peer;
	struct talk talk;

	peer_start(&peer, "[{\"path\": \"/drop\", \"replies\": [{\"drop\": true}]},"
			  "{\"path\": \"/hang\", \"replies\": [{\"hang\": true}]},"
			  "{\"path\": \"/cut\", \"replies\": [{\"bytes\": 1000, \"cut\": 10}]},"
			  "{\"path\": \"/long\", \"replies\": [{\"bytes\": 10, \"length\": 90}]}]");
	talk_begin(&talk);
	talk_get(&talk, &peer, "/drop", false);
	assert_int_equal(talk.net, NET_BROKEN);
	talk_get(&talk, &peer, "/cut", false);
	assert_int_equal(talk.net, NET_BROKEN);
	talk_get(&talk, &peer, "/long", false);
	assert_int_equal(talk.net, NET_BROKEN);
	talk_get(&talk, &peer, "/hang", false);
	assert_int_equal(talk.net, NET_BROKEN);
	assert_non_null(talk.why);
	kill(peer.pid, SIGKILL);
	waitpid(peer.pid, NULL, 0);
	talk_get(&talk, &peer, "/a", false);
	assert_int_equal(talk.net, NET_NOT_SENT);
	talk_end(&talk);
	peer_stop(&peer);
}

/* What answers without being HTTP has been asked: nothing is sent once more by us. */
static void test_strange(void **state)
{
	static const char *const paths[] = {"/09", "/0", "/99", "/7", "/noise", "/101"};
	struct peer peer;
	struct talk talk;

	peer_start(&peer,
		   "[{\"path\": \"/09\", \"replies\": [{\"raw\": \"{\\\"id\\\": 1}\"}]},"
		   "{\"path\": \"/0\", \"replies\": [{\"raw\": \"HTTP/1.1 000 X\\r\\n\\r\\n{}\"}]},"
		   "{\"path\": \"/99\", \"replies\": [{\"raw\": \"HTTP/1.1 99 X\\r\\n\\r\\n{}\"}]},"
		   "{\"path\": \"/7\", \"replies\": [{\"raw\": \"HTTP/7.4 200 X\\r\\n\\r\\n{}\"}]},"
		   "{\"path\": \"/noise\", \"replies\": [{\"raw\": \"\\u0001\\u0002\\u0003\"}]},"
		   "{\"path\": \"/101\", \"replies\": [{\"raw\": "
		   "\"HTTP/1.1 101 X\\r\\n\\r\\n\"}]}]");
	talk_begin(&talk);
	for (size_t i = 0; i < LENGTH(paths); i++) {
		talk_get(&talk, &peer, paths[i], false);
		if (talk.net == NET_NOT_SENT)
			fail_msg("%s: %s", paths[i], talk.why);
	}
	talk_end(&talk);
	peer_stop(&peer);
}

/* A reply that comes a byte at a time, and one that says too much: neither is waited for,
 * nor kept. */
static void test_measure(void **state)
{
	struct peer peer;
	struct talk talk;

	peer_start(&peer, "[{\"path\": \"/drip\", \"replies\": [{\"bytes\": 5000, \"drip\": 50, "
			  "\"piece\": 1}]},"
			  "{\"path\": \"/large\", \"replies\": [{\"bytes\": 9000000}]},"
			  "{\"path\": \"/endless\", \"replies\": [{\"bytes\": 9000000, "
			  "\"length\": -1}]}]");
	talk_begin(&talk);
	talk_get(&talk, &peer, "/drip", false);
	assert_int_equal(talk.net, NET_BROKEN);
	assert_non_null(strstr(talk.why, "slowly"));
	talk_get(&talk, &peer, "/large", false);
	assert_non_null(strstr(talk.why, "larger"));
	assert_string_equal(talk.body, ""); /* by its own word: not a byte is taken */
	talk_get(&talk, &peer, "/endless", false);
	assert_non_null(strstr(talk.why, "larger"));
	assert_in_range(strlen(talk.body), 1, HTTP_REPLY_MAX);
	talk_end(&talk);
	peer_stop(&peer);
}

/* What is asked once is asked once, also over a connection the server has closed. */
static void test_once(void **state)
{
	struct peer peer;
	struct talk talk;

	peer_start(&peer, "[{\"path\": \"/a\", \"replies\": [{\"body\": \"{}\"}]},"
			  "{\"path\": \"/make\", \"replies\": [{\"drop\": true}]}]");
	talk_begin(&talk);
	talk_get(&talk, &peer, "/a", false);

	char *url = xasprintf("http://127.0.0.1:%d/make", peer.port);
	struct json *body = json_new_object();
	struct wire_request what = {.method = (char *)"POST",
				    .url = url,
				    .body = WIRE_JSON,
				    .json = body,
				    .once = true,
				    .timeout = 2};
	struct http_options options = {.fd = -1};

	talk_ask(&talk, &what, &options);
	assert_int_equal(talk.net, NET_BROKEN);

	char *log = peer_log(&peer);

	assert_int_equal(times_in(log, "\"POST\""), 1);
	free(log);
	json_free(body);
	free(url);
	talk_end(&talk);
	peer_stop(&peer);
}

static void fetch(struct talk *talk, const struct peer *peer, const char *path, int fd,
		  int64_t from, int64_t cap)
{
	char *url = xasprintf("http://127.0.0.1:%d%s", peer->port, path);
	struct wire_request what = {
		.method = (char *)"GET", .url = url, .to_file = true, .timeout = 2};
	struct http_options options = {.fd = fd, .from = from, .cap = cap};

	talk_ask(talk, &what, &options);
	free(url);
}

static void test_file(void **state)
{
	struct peer peer;
	struct talk talk;
	struct stat there;

	peer_start(&peer, "[{\"path\": \"/cut\", \"replies\": [{\"bytes\": 5000, \"cut\": 2000, "
			  "\"ranges\": true}, {\"bytes\": 5000, \"ranges\": true}]},"
			  "{\"path\": \"/new\", \"replies\": [{\"bytes\": 300}]},"
			  "{\"path\": \"/sorry\", \"replies\": [{\"status\": 404, \"body\": "
			  "\"none\"}]}]");
	talk_begin(&talk);

	char *path = xasprintf("%s/clip", peer.folder);
	int fd = open(path, O_RDWR | O_CREAT, 0600);

	fetch(&talk, &peer, "/cut", fd, 0, 0);
	assert_int_equal(talk.net, NET_BROKEN);
	assert_int_equal(talk.got, 2000);
	fetch(&talk, &peer, "/cut", fd, 2000, 0);
	assert_int_equal(talk.net, NET_REPLIED);
	assert_true(talk.resumed);
	assert_int_equal(talk.length, 5000);
	assert_int_equal(fstat(fd, &there), 0);
	assert_int_equal(there.st_size, 5000);
	/* A server that knows no ranges begins anew. */
	fetch(&talk, &peer, "/new", fd, 200, 0);
	assert_false(talk.resumed);
	assert_int_equal(fstat(fd, &there), 0);
	assert_int_equal(there.st_size, 300);
	/* An error is no clip. */
	fetch(&talk, &peer, "/sorry", fd, 0, 0);
	assert_string_equal(talk.body, "none");
	/* And one that is too large is cut off. */
	fetch(&talk, &peer, "/new", fd, 0, 100);
	assert_non_null(strstr(talk.why, "larger"));
	close(fd);
	free(path);
	talk_end(&talk);
	peer_stop(&peer);
}

/* The rest of another clip is never put behind the first half of this one. */
static void test_validator(void **state)
{
	struct peer peer;
	struct talk talk;
	struct stat there;
	struct wire_request what;

	peer_start(&peer,
		   "[{\"path\": \"/same\", \"replies\": [{\"bytes\": 5000, \"ranges\": true, "
		   "\"headers\": {\"ETag\": \"\\\"a\\\"\"}}]},"
		   "{\"path\": \"/moved\", \"replies\": [{\"status\": 302, "
		   "\"headers\": {\"Location\": \"/same\"}}]},"
		   "{\"path\": \"/other\", \"replies\": [{\"bytes\": 4000, \"ranges\": true, "
		   "\"headers\": {\"ETag\": \"\\\"b\\\"\"}}]},"
		   "{\"path\": \"/unsaid\", \"replies\": [{\"raw\": "
		   "\"HTTP/1.1 206 X\\r\\nContent-Length: 2\\r\\n\\r\\nxx\"}]},"
		   "{\"path\": \"/wrong\", \"replies\": [{\"bytes\": 9, \"status\": 206, "
		   "\"headers\": {\"Content-Range\": \"bytes 7-15/16\"}}]}]");
	talk_begin(&talk);

	char *path = xasprintf("%s/clip", peer.folder);
	int fd = open(path, O_RDWR | O_CREAT, 0600);
	struct {
		const char *path;
		int net, resumed, bytes;
	} rows[] = {
		{"/same", NET_REPLIED, 1, 5000},
		{"/moved", NET_REPLIED, 1, 5000},
		{"/other", NET_REPLIED, 0, 4000},
		{"/unsaid", NET_BROKEN, 0, 2000},
		{"/wrong", NET_BROKEN, 0, 2000},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *origin = xasprintf("http://127.0.0.1:%d", peer.port);
		struct http_options options = {.key.origin = origin,
					       .fd = fd,
					       .from = 2000,
					       .validator = "\"a\""};

		what = (struct wire_request){
			.method = (char *)"GET",
			.url = xasprintf("http://127.0.0.1:%d%s", peer.port, rows[i].path),
			.to_file = true,
		};
		talk_ask(&talk, &what, &options);
		assert_int_equal(talk.net, rows[i].net);
		if (rows[i].net == NET_REPLIED)
			assert_int_equal(talk.resumed, rows[i].resumed);
		free(origin);
		assert_int_equal(fstat(fd, &there), 0);
		assert_int_equal(there.st_size, rows[i].bytes);
		free(what.url);
	}
	assert_non_null(strstr(talk.why, "another part"));
	close(fd);
	free(path);
	talk_end(&talk);
	peer_stop(&peer);
}

/* With the key where it does not belong, and a picture. */
static void post_picture(struct talk *talk, const struct peer *peer)
{
	char *url = xasprintf("http://127.0.0.1:%d/make?api_key=hidden", peer->port);
	char *origin = xasprintf("http://127.0.0.1:%d", peer->port), letters[401], *picture;
	struct json *body = json_new_object();
	struct wire_request what = {.method = (char *)"POST",
				    .url = url,
				    .body = WIRE_JSON,
				    .json = body,
				    .timeout = 5};
	struct http_options options = {.key = {"x-api-key", "", "sk-secret", origin}, .fd = -1};

	memset(letters, 'A', 400);
	letters[400] = '\0';
	picture = xasprintf("data:image/png;base64,%s", letters);
	json_set_str(body, "prompt", "a kitten");
	json_set_str(body, "note", "sk-secret");
	json_set_str(body, "image", picture);
	talk_ask(talk, &what, &options);
	json_free(body);
	free(picture);
	free(origin);
	free(url);
}

static void test_trace(void **state)
{
	struct peer peer;
	struct talk talk;

	peer_start(&peer, "[{\"path\": \"/a*\", \"replies\": [{\"status\": 401, \"body\": "
			  "\"bad key sk-secret \\u001b[31m\"}]},"
			  "{\"path\": \"/make*\", \"replies\": [{\"drip\": 1, "
			  "\"piece\": 3, \"body\": "
			  "\"not sk-secret, see /x?sig=hidden&a=1\\\\u0026token=hidden&amp;"
			  "key=hidden\"}]}]");
	talk_begin(&talk);

	char *path = xasprintf("%s/trace", peer.folder);
	int fd = open(path, O_RDWR | O_CREAT, 0600);
	struct buf text = {0};

	http_trace(talk.http, fd);
	talk_get(&talk, &peer, "/a", false);
	post_picture(&talk, &peer);
	close(fd);
	assert_int_equal(file_read(AT_FDCWD, path, 1u << 20, &text, NULL), 0);
	assert_non_null(strstr(text.data, "GET /a"));
	assert_non_null(strstr(text.data, "[key]"));
	assert_null(strstr(text.data, "sk-secret"));
	assert_non_null(strstr(text.data, "2 ) {\"prompt\":\"a kitten\""));
	assert_non_null(strstr(text.data, "data:image/png;base64,AAAA"));
	assert_non_null(strstr(text.data, "(400 letters)"));
	assert_non_null(strstr(text.data, "2 ( not [key], see /x?sig=[masked]&a=1"
					  "\\u0026token=[masked]&amp;key=[masked]"));
	assert_null(strstr(text.data, "hidden"));
	assert_null(strchr(text.data, '\033'));
	buf_free(&text);
	free(path);
	talk_end(&talk);
	peer_stop(&peer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reply), cmocka_unit_test(test_trouble),
		cmocka_unit_test(test_once),  cmocka_unit_test(test_file),
		cmocka_unit_test(test_strange), cmocka_unit_test(test_measure),
		cmocka_unit_test(test_trace), cmocka_unit_test(test_validator),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
