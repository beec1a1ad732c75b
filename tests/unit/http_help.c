/* SPDX-License-Identifier: MIT */
#include "http_help.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "util/file.h"
#include "util/mem.h"

void peer_start(struct peer *peer, const char *routes)
{
	char *program = xasprintf("%s/tests/wire/peer", getenv("top_builddir"));
	char *file, line[32] = "";
	int out[2];

	peer->folder = check_folder();
	peer->log = xasprintf("%s/log", peer->folder);
	file = xasprintf("%s/routes.json", peer->folder);
	int fd = open(file, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(file_write_all(fd, routes, strlen(routes), file, NULL), 0);
	close(fd);
	assert_int_equal(pipe(out), 0);
	peer->pid = fork();
	if (peer->pid == 0) {
		dup2(out[1], 1);
		execl(program, program, file, peer->log, (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	assert_true(read(out[0], line, sizeof line - 1) > 0);
	close(out[0]);
	peer->port = atoi(line);
	free(file);
	free(program);
}

void peer_stop(struct peer *peer)
{
	kill(peer->pid, SIGKILL);
	waitpid(peer->pid, NULL, 0);
	free(peer->log);
	check_folder_free(peer->folder);
}

char *peer_log(const struct peer *peer)
{
	struct buf text = {0};

	file_read(AT_FDCWD, peer->log, 1u << 24, &text, NULL);
	return buf_take(&text);
}

static void on_reply(void *arg, const struct http_reply *reply)
{
	struct talk *talk = arg;

	talk->ended = true;
	talk->net = reply->wire.net;
	talk->lasting = reply->wire.lasting;
	talk->status = reply->wire.status;
	talk->body = xstrndup(reply->wire.body ? reply->wire.body : "", reply->wire.bytes);
	talk->why = reply->wire.why ? xstrdup(reply->wire.why) : NULL;
	talk->retry_after = reply->wire.retry_after;
	talk->got = reply->got;
	talk->length = reply->length;
	talk->resumed = reply->resumed;
}

void talk_begin(struct talk *talk)
{
	*talk = (struct talk){.loop = loop_new()};
	talk->http = http_new(talk->loop);
	assert_non_null(talk->http);
}

void talk_end(struct talk *talk)
{
	http_free(talk->http);
	loop_free(talk->loop);
	free(talk->body);
	free(talk->why);
}

void talk_ask(struct talk *talk, const struct wire_request *what,
	      const struct http_options *options)
{
	struct err err = {0};

	free(talk->body);
	free(talk->why);
	talk->body = talk->why = NULL;
	talk->ended = false;
	if (!http_send(talk->http, what, options, on_reply, NULL, talk, &err))
		fail_msg("%s", err_text(&err));
	while (!talk->ended)
		assert_fine(loop_turn(talk->loop, &err), &err);
	assert_int_equal(http_open(talk->http), 0);
}

/* A GET of the path with a key for this peer. */

int times_in(const char *text, const char *word)
{
	int times = 0;

	for (; (text = strstr(text, word)); text++)
		times++;
	return times;
}

void talk_get(struct talk *talk, const struct peer *peer, const char *path, bool foreign)
{
	char *url = xasprintf("http://127.0.0.1:%d%s", peer->port, path);
	char *origin = xasprintf("http://127.0.0.1:%d", foreign ? 1 : peer->port);
	struct wire_request what = {.method = (char *)"GET", .url = url, .timeout = 1};
	struct http_options options = {
		.key = {"x-api-key", "", "sk-secret", origin}, .foreign = foreign, .fd = -1};

	talk_ask(talk, &what, &options);
	free(origin);
	free(url);
}
