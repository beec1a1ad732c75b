/* SPDX-License-Identifier: MIT
 *
 * scenetty-media: one role for life, one request at a time, until the socket
 * ends. HACKING.md, "The worker protocol".
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "config.h"
#include "media/av.h"
#include "media/places.h"
#include "media/sandbox.h"
#include "media/task.h"
#include "util/file.h"
#include "util/mem.h"

#define SOCKET 3

static const char *const role_words[] = {[VERB_DECODE] = "decode", [VERB_DRAW] = "draw"};

#ifdef SANITIZED
/* FcInit() loses 288 bytes. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}
#endif

struct server {
	enum verb_role role;
	struct message_reader reader;
	const char *refusal; /* why requests can't be served; NULL */
};

static int parse_role(int argc, char **argv, enum verb_role *role)
{
	for (size_t i = 0; argc == 2 && i < LENGTH(role_words); i++)
		if (strcmp(argv[1], role_words[i]) == 0) {
			*role = (enum verb_role)i;
			return 0;
		}
	return -1;
}

static bool is_socket(int fd)
{
	struct stat status;
	return fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode);
}

/* All that reads files by itself does so now; behind the walls it can't. */
static void load(void)
{
	char digest[DIGEST_SIZE];
	tzset();
	digest_bytes("", 0, digest);
	av_keep_errors();
}

static const char *refusal_of(enum verb_role role, const struct sandbox *walls)
{
#ifndef SANITIZED
	const char *unsafe = getenv("SCENETTY_UNSAFE_DECODE");
	if (role == VERB_DECODE && !walls->seccomp && !(unsafe && strcmp(unsafe, "1") == 0))
		return "clips are not opened, for this machine offers no seccomp to shut their "
		       "decoder in; SCENETTY_UNSAFE_DECODE=1 opens them anyway";
#endif
	return NULL;
}

static int say_ready(const struct server *server, const struct sandbox *walls)
{
	struct json *body = json_new_object(), *list = json_new_array();
	if (walls->seccomp)
		json_push(list, json_new_str("seccomp"));
	if (walls->landlock)
		json_push(list, json_new_str("landlock"));
	if (walls->limits)
		json_push(list, json_new_str("limits"));
	json_set_str(body, "role", role_words[server->role]);
	json_set(body, "walls", list);
	int result = message_send(SOCKET, MESSAGE_READY, 0, body, NULL, 0, NULL);
	json_free(body);
	return result;
}

static void answer_error(uint32_t id, const struct err *err)
{
	struct json *body = json_new_object();
	json_set_str(body, "kind", err_kind_word(err->kind));
	json_set_str(body, "text", err_text(err));
	message_send(SOCKET, MESSAGE_ERROR, id, body, NULL, 0, NULL);
	json_free(body);
}

/* Serves the request and puts what was read too far into *next. */
static void serve(struct server *server, struct message *request, struct message *next)
{
	struct err err = {0};
	struct task task = {
		.id = request->id,
		.body = request->body,
		.fds = request->fds,
		.fd_count = request->fd_count,
		.reader = &server->reader,
	};
	const char *name = json_get_str(request->body, "do");
	const struct verb *verb = verb_find(server->role, name);
	int result;
	if (server->refusal)
		result = err_set(&err, ERR_WORKER, "%s", server->refusal);
	else if (!verb)
		result = err_set(&err, ERR_INVALID, "the media process knows no such request");
	else
		result = verb->run(&task, &err);
	if (result < 0 && !task.answered)
		answer_error(task.id, &err);
	else if (!task.answered)
		BUG("%s gave no answer", name);
	err_clear(&err);
	if (task.has_parked)
		*next = task.parked;
}

/* Until the other end goes. */
static void serve_all(struct server *server)
{
	struct message request, next = {0};
	for (;;) {
		request = next;
		next = (struct message){0};
		if (!request.type && message_receive(&server->reader, true, &request, NULL) < 0)
			break;
		/* a cancel or a part that came after the end of its request is nothing */
		if (request.type == MESSAGE_REQUEST)
			serve(server, &request, &next);
		message_clear(&request);
	}
	message_reader_clear(&server->reader);
}

int main(int argc, char **argv)
{
	struct server server = {.reader.fd = SOCKET};
	struct sandbox walls;
	if (parse_role(argc, argv, &server.role) < 0 || !is_socket(SOCKET)) {
		fprintf(stderr, "scenetty-media is started by scenetty, not by hand\n");
		return 2;
	}
	close_range(SOCKET + 1, ~0u, 0);
	load();
	char **readable = server.role == VERB_DRAW ? places_readable() : NULL;
	sandbox_enter(server.role, readable, &walls);
	places_free(readable);
	server.refusal = refusal_of(server.role, &walls);
	if (say_ready(&server, &walls) == 0)
		serve_all(&server);
	return 0;
}
