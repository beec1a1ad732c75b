/* SPDX-License-Identifier: MIT */
#include "job/key.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "job/key_private.h"
#include "util/file.h"
#include "util/mem.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* some editors' */

void key_free(char *key)
{
	if (key)
		explicit_bzero(key, strlen(key));
	free(key);
}

char *key_first_line(const struct buf *text)
{
	const char *start = buf_str(text);
	char *line;
	size_t bytes;

	if (strncmp(start, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
		start += strlen(BYTE_ORDER_MARK);
	start += strspn(start, " \t");
	line = xstrndup(start, strcspn(start, "\r\n"));
	bytes = strlen(line);
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

void key_wipe(struct buf *text)
{
	if (text->data)
		explicit_bzero(text->data, text->len);
	buf_free(text);
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
	else if (!S_ISREG(there.st_mode))
		err_set(err, ERR_INVALID,
			"the key's file %s is none: a file that holds it is needed", path);
	else if (there.st_mode & 077)
		err_set(err, ERR_INVALID, "the key's file %s may be read by others: chmod 600 it",
			path);
	else
		result = file_read_fd(fd, KEY_BYTES_MAX, path, &text, err);
	if (result == 0 && !(*out = key_first_line(&text)))
		result = err_set(err, ERR_INVALID, "the key's file %s holds no key", path);
	if (fd >= 0)
		close(fd);
	key_wipe(&text);
	free(full);
	return result;
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

void key_hide(void)
{
	static const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
}

/* A command that is running, or has been: all who have the same share it. */
struct source {
	struct source *next;
	struct keys *keys;
	char *name; /* the command as JSON */
	struct key_command *running;
	char *key;
};

struct key_wait {
	struct key_wait *next;
	struct keys *keys;
	struct source *source;
	key_fn *call;
	void *arg;
	struct key_wait **place; /* of whoever waits */
};

struct keys {
	struct loop *loop;
	struct source *sources;
	struct key_wait *waits;
};

struct keys *keys_new(struct loop *loop)
{
	struct keys *keys = xcalloc(1, sizeof *keys);

	keys->loop = loop;
	return keys;
}

void keys_drop(struct key_wait *wait)
{
	struct key_wait **at;

	if (!wait)
		return;
	at = &wait->keys->waits;
	while (*at != wait)
		at = &(*at)->next;
	*at = wait->next;
	*wait->place = NULL;
	free(wait);
}

void keys_free(struct keys *keys)
{
	if (!keys)
		return;
	while (keys->waits)
		keys_drop(keys->waits);
	while (keys->sources) {
		struct source *source = keys->sources;

		keys->sources = source->next;
		key_command_drop(source->running);
		key_free(source->key);
		free(source->name);
		free(source);
	}
	free(keys);
}

static struct key_wait *first_for(const struct source *source)
{
	struct key_wait *wait = source->keys->waits;

	while (wait && wait->source != source)
		wait = wait->next;
	return wait;
}

/* Who asks after a failure has it tried anew. */
static void on_command(void *arg, char *key, const struct err *error)
{
	struct source *source = arg;

	source->running = NULL;
	source->key = key;
	for (struct key_wait *wait; (wait = first_for(source));) {
		key_fn *call = wait->call;
		void *for_whom = wait->arg;

		keys_drop(wait);
		call(for_whom, key, error);
	}
}

static struct source *find_source(struct keys *keys, const struct json *command)
{
	char *name = json_text(command);
	struct source *source = keys->sources;

	while (source && strcmp(source->name, name) != 0)
		source = source->next;
	if (source) {
		free(name);
		return source;
	}
	source = xcalloc(1, sizeof *source);
	*source = (struct source){.next = keys->sources, .keys = keys, .name = name};
	keys->sources = source;
	return source;
}

static void by_command(struct keys *keys, const struct json *command, key_fn *call, void *arg,
		       struct key_wait **place)
{
	struct source *source = find_source(keys, command);
	struct err err = {0};

	if (!source->key && !source->running)
		source->running = key_command_start(keys->loop, command, on_command, source, &err);
	if (!source->running) {
		call(arg, source->key, err.kind ? &err : NULL);
		err_clear(&err);
		return;
	}
	*place = xmalloc(sizeof **place);
	**place = (struct key_wait){keys->waits, keys, source, call, arg, place};
	keys->waits = *place;
}

/* What is there at once. */
static int from_here(const struct json *where, const char *provider, char **out, struct err *err)
{
	const struct json *env = json_get(where, "env"), *needed = json_get(where, "needed");
	const char *file = json_get_str(where, "file"), *name = name_in_env(env);

	if (name) {
		struct buf text = {0};

		buf_add_str(&text, getenv(name));
		*out = key_first_line(&text);
		key_wipe(&text);
		if (!*out)
			return err_set(err, ERR_INVALID, "what %s holds is no key", name);
	} else if (file && from_file(file, out, err) < 0) {
		return -1;
	}
	if (*out || !where || (needed && !json_true(needed)))
		return 0;
	return err_set(err, ERR_INVALID, "%s needs a key: set %s, or “key” in its file", provider,
		       first_name(env) ? first_name(env) : "one");
}

void keys_ask(struct keys *keys, const struct json *where, const char *provider, key_fn *call,
	      void *arg, struct key_wait **wait)
{
	const struct json *command = json_get(where, "command");
	struct err err = {0};
	char *key = NULL;

	*wait = NULL;
	if (command && !name_in_env(json_get(where, "env")) && !json_get(where, "file")) {
		by_command(keys, command, call, arg, wait);
		return;
	}
	from_here(where, provider, &key, &err);
	call(arg, key, err.kind ? &err : NULL);
	key_free(key);
	err_clear(&err);
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
