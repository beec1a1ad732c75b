/* SPDX-License-Identifier: MIT */
#include "tests/media/media.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#define LIMIT_MS 10000

static _Noreturn void become(const char *role, int socket, void (*prepare)(void))
{
	const char *build = getenv("top_builddir");
	char *program = xasprintf("%s/scenetty-media", build ? build : ".");
	dup2(socket, 3);
	if (prepare)
		prepare();
	execl(program, "scenetty-media", role, NULL);
	_exit(127);
}

void media_start(struct media *media, const char *role)
{
	media_start_after(media, role, NULL);
}

void media_start_after(struct media *media, const char *role, void (*prepare)(void))
{
	int ends[2];
	*media = (struct media){0};
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		fail_msg("no socket pair");
	media->pid = fork();
	if (media->pid == 0)
		become(role, ends[1], prepare);
	close(ends[1]);
	media->reader.fd = ends[0];
	media_next(media, &media->ready);
	assert_int_equal(media->ready.type, MESSAGE_READY);
}

void media_send(struct media *media, const char *body, const int *fds, int count)
{
	struct err err = {0};
	struct json *json = json_parse(body, strlen(body), MESSAGE_BODY_MAX, "request", &err);
	if (!json || message_send(media->reader.fd, MESSAGE_REQUEST, ++media->id, json, fds, count,
				  &err) < 0)
		fail_msg("%s", err_text(&err));
	json_free(json);
}

void media_next(struct media *media, struct message *out)
{
	struct pollfd watched = {.fd = media->reader.fd, .events = POLLIN};
	struct err err = {0};
	int got;
	while ((got = message_receive(&media->reader, false, out, &err)) == 0)
		if (poll(&watched, 1, LIMIT_MS) == 0) {
			kill(media->pid, SIGKILL);
			fail_msg("no answer within %d ms", LIMIT_MS);
		}
	if (got < 0)
		fail_msg("%s (status %x)", err_text(&err), (unsigned)media_wait(media));
}

void media_end(struct media *media, struct message *out)
{
	for (;;) {
		media_next(media, out);
		if (out->type != MESSAGE_PROGRESS)
			break;
		message_clear(out);
	}
	assert_int_equal(out->id, media->id);
}

void media_ask(struct media *media, const char *body, const char *path, struct message *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fail_msg("%s: %s", path, strerror(errno));
	media_send(media, body, &fd, 1);
	close(fd);
	media_end(media, out);
}

int media_wait(struct media *media)
{
	int status = -1;
	struct pollfd ended = {.fd = (int)syscall(SYS_pidfd_open, media->pid, 0), .events = POLLIN};
	if (poll(&ended, 1, LIMIT_MS) != 1) {
		kill(media->pid, SIGKILL);
		fail_msg("the process did not end");
	}
	close(ended.fd);
	waitpid(media->pid, &status, 0);
	close(media->reader.fd);
	message_reader_clear(&media->reader);
	message_clear(&media->ready);
	return status;
}

int media_stop(struct media *media)
{
	shutdown(media->reader.fd, SHUT_RDWR);
	return media_wait(media);
}

bool media_has_wall(const struct media *media, const char *wall)
{
	struct json *item = json_first(json_get(media->ready.body, "walls"));
	while (item && strcmp(json_str(item), wall) != 0)
		item = json_next(item);
	return item;
}

int media_fds(const struct media *media)
{
	char *path = xasprintf("/proc/%d/fd", (int)media->pid);
	DIR *folder = opendir(path);
	int count = 0;
	free(path);
	if (!folder)
		return -1;
	while (readdir(folder))
		count++;
	closedir(folder);
	return count - 2;
}

long media_memory(const struct media *media)
{
	char *path = xasprintf("/proc/%d/status", (int)media->pid), line[256];
	FILE *file = fopen(path, "re");
	long kib = -1;
	free(path);
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "VmHWM: %ld", &kib) == 1)
			break;
	if (file)
		fclose(file);
	return kib;
}

void assert_done(const struct message *message)
{
	if (message->type != MESSAGE_DONE)
		fail_msg("not done: %s", json_get_str(message->body, "text"));
}

void assert_error(const struct message *message, const char *kind, const char *words)
{
	if (message->type != MESSAGE_ERROR)
		fail_msg("no error though expected: %s", words);
	assert_string_equal(json_get_str(message->body, "kind"), kind);
	if (!strstr(json_get_str(message->body, "text"), words))
		fail_msg("“%s” does not say “%s”", json_get_str(message->body, "text"), words);
}
