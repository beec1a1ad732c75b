/* SPDX-License-Identifier: MIT */
#include "job/key.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define KEY_BYTES_MAX 16384
#define COMMAND_MS 20000

extern char **environ;

void key_free(char *key)
{
	if (key)
		explicit_bzero(key, strlen(key));
	free(key);
}

/* Returns new: the first line; NULL if it has no letters or has ones no header may. */
static char *first_line(const struct buf *text)
{
	const char *start = buf_str(text) + strspn(buf_str(text), " \t");
	char *line = xstrndup(start, strcspn(start, "\r\n"));
	size_t bytes = strlen(line);

	while (bytes && strchr(" \t", line[bytes - 1]))
		line[--bytes] = '\0';
	for (size_t i = 0; i < bytes; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			bytes = 0;
	if (bytes)
		return line;
	key_free(line);
	return NULL;
}

/* "~/x" in full. */
static char *expand(const char *path)
{
	const char *home = getenv("HOME");

	return strncmp(path, "~/", 2) == 0 && home ? xasprintf("%s%s", home, path + 1)
						   : xstrdup(path);
}

static int from_file(const char *path, char **out, struct err *err)
{
	char *full = expand(path);
	struct buf text = {0};
	struct stat there;
	int fd = open(full, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int result = -1;

	if (fd < 0 || fstat(fd, &there) < 0)
		err_errno(err, "the key's file %s", path);
	else if (!S_ISREG(there.st_mode) || (there.st_mode & 077))
		err_set(err, ERR_INVALID, "the key's file %s may be read by others: chmod 600 it",
			path);
	else
		result = file_read_fd(fd, KEY_BYTES_MAX, path, &text, err);
	if (result == 0 && !(*out = first_line(&text)))
		result = err_set(err, ERR_INVALID, "the key's file %s holds no key", path);
	if (fd >= 0)
		close(fd);
	if (text.data)
		explicit_bzero(text.data, text.len);
	buf_free(&text);
	free(full);
	return result;
}

/* Reads until its end; false when it takes too long or says too much. */
static bool read_all(int fd, struct buf *out)
{
	int64_t end = clock_ms() + COMMAND_MS;
	ssize_t got = 1;

	while (got > 0 && out->len < KEY_BYTES_MAX) {
		struct pollfd polled = {.fd = fd, .events = POLLIN};
		int64_t left = end - clock_ms();

		if (left <= 0 || poll(&polled, 1, (int)left) <= 0)
			return false;
		got = read(fd, buf_reserve(out, 1024), 1024);
		out->len += got > 0 ? (size_t)got : 0;
	}
	if (out->data)
		out->data[out->len] = '\0';
	return got == 0;
}

static pid_t spawn(char **words, int out)
{
	posix_spawn_file_actions_t files;
	pid_t pid = -1;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out, 1);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&pid, words[0], &files, NULL, words, environ) != 0)
		pid = -1;
	posix_spawn_file_actions_destroy(&files);
	return pid;
}

/* One text goes to the shell, a list of them is a program and its words. */
static int from_command(const struct json *command, char **out, struct err *err)
{
	size_t count = json_len(command), at = 0;
	char **words = xcalloc(count + 4, sizeof *words);
	struct buf text = {0};
	int ends[2], status = -1;
	bool whole;
	pid_t pid;

	if (json_str(command)) {
		words[at++] = (char *)"/bin/sh";
		words[at++] = (char *)"-c";
		words[at++] = (char *)json_str(command);
	}
	for (const struct json *item = json_str(command) ? NULL : json_first(command); item;
	     item = json_next(item))
		words[at++] = (char *)json_str(item);
	if (pipe2(ends, O_CLOEXEC) < 0) {
		free(words);
		return err_errno(err, "the key's command");
	}
	pid = spawn(words, ends[1]);
	close(ends[1]);
	whole = pid > 0 && read_all(ends[0], &text);
	close(ends[0]);
	if (pid > 0) {
		if (!whole)
			kill(pid, SIGKILL);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	if (whole && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		*out = first_line(&text);
	if (text.data)
		explicit_bzero(text.data, text.len);
	buf_free(&text);
	free(words);
	if (*out)
		return 0;
	return err_set(err, ERR_INVALID,
		       pid < 0  ? "the key's command can't be started"
		       : !whole ? "the key's command gave no answer within 20 s"
				: "the key's command failed, or printed no key");
}

/* The variable that is set; NULL if none is. */
static const char *name_in_env(const struct json *env)
{
	const struct json *item = json_str(env) ? env : json_first(env);

	for (; item; item = json_str(env) ? NULL : json_next(item)) {
		const char *value = json_str(item) ? getenv(json_str(item)) : NULL;

		if (value && *value)
			return json_str(item);
	}
	return NULL;
}

static const char *first_name(const struct json *env)
{
	return json_str(env) ? json_str(env) : json_str(json_first(env));
}

int key_read(const struct json *key, const char *provider, char **out, struct err *err)
{
	static const struct rlimit none = {0, 0};
	const struct json *env = json_get(key, "env"), *needed = json_get(key, "needed");
	const char *file = json_get_str(key, "file"), *name = name_in_env(env);
	const struct json *command = json_get(key, "command");
	int result = 0;

	*out = NULL;
	if (name) {
		struct buf text = {0};

		buf_add_str(&text, getenv(name));
		*out = first_line(&text);
		explicit_bzero(text.data, text.len);
		buf_free(&text);
	} else if (file) {
		result = from_file(file, out, err);
	} else if (command) {
		result = from_command(command, out, err);
	}
	if (*out)
		setrlimit(RLIMIT_CORE, &none); /* a crash leaves no file with it */
	if (*out || result < 0 || !key || (needed && !json_true(needed)))
		return result;
	return err_set(err, ERR_INVALID, "%s needs a key: set %s, or “key” in its file", provider,
		       first_name(env) ? first_name(env) : "one");
}

char *key_place(const struct json *key, bool *there)
{
	const struct json *env = json_get(key, "env"), *command = json_get(key, "command");
	const char *name = name_in_env(env), *file = json_get_str(key, "file");
	const char *program = json_str(command) ? json_str(command) : json_str(json_first(command));
	char *full;

	*there = name != NULL;
	if (name)
		return xstrdup(name);
	if (file) {
		full = expand(file);
		*there = access(full, R_OK) == 0;
		free(full);
		return xstrdup(file);
	}
	*there = program != NULL;
	if (program)
		return xasprintf("the command “%.*s”", (int)strcspn(program, " "), program);
	return first_name(env) ? xstrdup(first_name(env)) : NULL;
}

char *key_masked(const char *text, const char *key)
{
	struct buf out = {0};
	size_t bytes = key ? strlen(key) : 0;

	buf_add_str(&out, "");
	for (const char *at; bytes && (at = strstr(text, key)); text = at + bytes) {
		buf_add(&out, text, (size_t)(at - text));
		buf_add_str(&out, "[key]");
	}
	buf_add_str(&out, text);
	return buf_take(&out);
}
