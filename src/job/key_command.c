/* SPDX-License-Identifier: MIT
 *
 * A command that prints a key (pass show …): waited for by the loop, not by people.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "job/key_private.h"
#include "util/clock.h"
#include "util/mem.h"

#define COMMAND_MS 20000
#define END_MS 5

extern char **environ;

struct key_command {
	struct loop *loop;
	key_command_fn *call;
	void *arg;
	pid_t pid;
	int out;
	uint64_t timer;
	int64_t deadline; /* clock_ms */
	bool said;        /* the first line is whole; its end is awaited */
	struct buf text;
	char *shown; /* the command, for people */
};

/* Its own group, so that what it starts ends with it; with the signals of a shell. */
static pid_t spawn(char **words, int out)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none;
	pid_t pid = -1;

	sigemptyset(&none);
	posix_spawnattr_init(&how);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out, 1);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&pid, words[0], &files, &how, words, environ) != 0)
		pid = -1;
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&how);
	return pid;
}

/* Returns new: an array that ends with NULL, of borrowed words. */
static char **words_of(const struct json *command)
{
	char **words = xcalloc(json_len(command) + 4, sizeof *words);
	size_t at = 0;

	if (json_str(command)) {
		words[at++] = (char *)"/bin/sh";
		words[at++] = (char *)"-c";
		words[at++] = (char *)json_str(command);
		return words;
	}
	for (const struct json *item = json_first(command); item; item = json_next(item))
		words[at++] = (char *)json_str(item);
	return words;
}

static void free_command(struct key_command *command)
{
	loop_unwatch(command->loop, command->out);
	loop_cancel(command->loop, command->timer);
	close(command->out);
	key_wipe(&command->text);
	free(command->shown);
	free(command);
}

/* `why` is NULL when it has said all it had to, and ended. */
static void end(struct key_command *command, int status, const char *why)
{
	struct err err = {0};
	char *key = NULL;

	if (!why && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		key = key_first_line(&command->text);
	if (why)
		err_set(&err, ERR_INVALID, "the key's command (%s) %s", command->shown, why);
	else if (WIFEXITED(status) && WEXITSTATUS(status))
		err_set(&err, ERR_INVALID, "the key's command (%s) failed with %d", command->shown,
			WEXITSTATUS(status));
	else if (!key)
		err_set(&err, ERR_INVALID, "the key's command (%s) printed no key", command->shown);
	command->call(command->arg, key, key ? NULL : &err);
	free_command(command);
	err_clear(&err);
}

static void end_it(struct key_command *command)
{
	kill(-command->pid, SIGKILL);
	while (waitpid(command->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

static void on_time(void *arg)
{
	struct key_command *command = arg;

	command->timer = 0;
	end_it(command);
	end(command, 0, "gave no answer within 20 s");
}

/* All is said: it may need a moment to end. What it leaves behind may hold its stdout open
 * for as long as it likes. */
static void await_end(void *arg)
{
	struct key_command *command = arg;
	int status = 0;
	pid_t ended = waitpid(command->pid, &status, WNOHANG);

	loop_cancel(command->loop, command->timer);
	command->timer = 0;
	if (ended == 0 && clock_ms() < command->deadline)
		command->timer = loop_after(command->loop, END_MS, await_end, command);
	else if (ended == 0)
		on_time(command);
	else
		end(command, status, NULL);
}

static void on_text(void *arg, int fd, short events)
{
	struct key_command *command = arg;
	ssize_t got = read(fd, buf_reserve(&command->text, 1024), 1024);

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got > 0) {
		command->text.len += (size_t)got;
		command->text.data[command->text.len] = '\0';
	}
	if (command->text.len > KEY_BYTES_MAX) {
		end_it(command);
		end(command, 0, "says more than a key");
		return;
	}
	if (got <= 0)
		loop_unwatch(command->loop, fd);
	if (!command->said && (got <= 0 || memchr(command->text.data, '\n', command->text.len))) {
		command->said = true;
		await_end(command);
	}
}

struct key_command *key_command_start(struct loop *loop, const struct json *command,
				      key_command_fn *call, void *arg, struct err *err)
{
	struct key_command *started;
	char **words = words_of(command);
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0) {
		free(words);
		err_errno(err, "the key's command");
		return NULL;
	}
	pid = spawn(words, ends[1]);
	close(ends[1]);
	if (pid < 0) {
		err_set(err, ERR_INVALID, "the key's command (%s) can't be started", words[0]);
		close(ends[0]);
		free(words);
		return NULL;
	}
	started = xcalloc(1, sizeof *started);
	*started = (struct key_command){
		.loop = loop,
		.call = call,
		.arg = arg,
		.pid = pid,
		.out = ends[0],
		.deadline = clock_ms() + COMMAND_MS,
		.shown = xstrdup(json_str(command) ? json_str(command) : words[0]),
	};
	started->timer = loop_after(loop, COMMAND_MS, on_time, started);
	loop_watch(loop, ends[0], POLLIN, on_text, started);
	free(words);
	return started;
}

void key_command_drop(struct key_command *command)
{
	if (!command)
		return;
	end_it(command);
	free_command(command);
}
