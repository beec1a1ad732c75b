/* SPDX-License-Identifier: MIT */
#include "job/program_what.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/cache.h"
#include "job/wire_run.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

extern char **environ;

static void push(char ***list, char *text)
{
	size_t count = 0;

	while (*list && (*list)[count])
		count++;
	*list = xrealloc(*list, count + 2, sizeof **list);
	(*list)[count] = text;
	(*list)[count + 1] = NULL;
}

/* Returns new: a program's path as it is meant in the file `file`: "~/x", or counted from
 * there; a bare name is looked for in PATH. */
static char *path_of(const char *program, const char *file)
{
	const char *home = getenv("HOME"), *slash = strrchr(file, '/');

	if (strncmp(program, "~/", 2) == 0 && home)
		return xasprintf("%s%s", home, program + 1);
	if (*program == '/' || !strchr(program, '/') || !slash)
		return xstrdup(program);
	return xasprintf("%.*s/%s", (int)(slash - file), file, program);
}

/* One text goes to the shell, a list of them is a program and its words. */
static char **words_of(const struct json *run, const char *file)
{
	const struct json *item = json_first(run);
	char **words = NULL;

	if (json_str(run)) {
		push(&words, xstrdup("/bin/sh"));
		push(&words, xstrdup("-c"));
		push(&words, xstrdup(json_str(run)));
		return words;
	}
	push(&words, path_of(json_str(item) ? json_str(item) : "", file));
	while ((item = json_next(item)))
		push(&words, json_str(item) ? xstrdup(json_str(item)) : json_text(item));
	return words;
}

static bool can_run(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

/* As execvp goes through PATH. */
static bool is_in_path(const char *name)
{
	const char *path = getenv("PATH");
	bool found = false;

	for (const char *at = path ? path : "/bin:/usr/bin"; *at && !found;) {
		size_t bytes = strcspn(at, ":");
		char *full = xasprintf("%.*s/%s", (int)bytes, at, name);

		found = bytes && can_run(full);
		free(full);
		at += bytes + (at[bytes] == ':');
	}
	return found;
}

char *program_lack(const struct json *run, const char *file)
{
	const char *name = json_str(json_first(run));
	char *path, *shown, *lack = NULL;

	if (!name)
		return NULL;
	path = path_of(name, file);
	shown = text_path(path);
	if (!strchr(path, '/'))
		lack = is_in_path(path) ? NULL : xasprintf("no program “%s” in PATH", shown);
	else if (access(path, F_OK) < 0)
		lack = xasprintf("no program %s", shown);
	else if (!can_run(path))
		lack = xasprintf("%s can't be executed", shown);
	free(path);
	free(shown);
	return lack;
}

static int make_place(struct run *run, struct program_what *out, struct err *err)
{
	int tmp = cache_dir(run->jobs->film_dir, "tmp", err);
	long long number = run->job.number, pid = run->job.owner.pid;
	char *name = xasprintf(".%lld.run.tmp.%lld", number, pid);
	int result = tmp < 0 ? -1 : 0;

	if (result == 0) {
		file_remove_tree(tmp, name);
		if (mkdirat(tmp, name, 0700) < 0)
			result = err_errno(err, "the folder for %s can't be made",
					   run->job.provider);
		close(tmp);
	}
	out->place = xasprintf(".scenetty/tmp/%s", name);
	out->folder = xasprintf("%s/%s", run->jobs->folder, out->place);
	out->clip = xasprintf("%s/clip.mp4", out->place);
	free(name);
	return result;
}

/* Writes a picture into the folder; returns its absolute path, new. */
static char *put_picture(struct run *run, const struct program_what *what,
			 const struct wire_picture *picture, size_t number, struct err *err)
{
	char *name = strcmp(picture->name, "references") == 0
			     ? xasprintf("reference-%zu-%s", number, picture->file)
			     : xstrdup(picture->file);
	char *path = xasprintf("%s/%s", what->place, name), *full = NULL;
	int fd = file_open_beneath(run->jobs->film_dir, path, O_WRONLY | O_CREAT | O_EXCL, 0600,
				   err);

	if (fd >= 0 && file_write_all(fd, picture->bytes, picture->count, name, err) == 0)
		full = xasprintf("%s/%s", what->folder, name);
	if (fd >= 0)
		close(fd);
	free(path);
	free(name);
	return full;
}

static int put_pictures(struct run *run, const struct program_what *what, struct json *told,
			struct err *err)
{
	const struct stills *stills = &run->wire->stills;
	struct json *references = json_new_array();
	int result = 0;

	for (size_t i = 0; i < stills->count && result == 0; i++) {
		const struct wire_picture *picture = &stills->items[i];
		char *path = put_picture(run, what, picture, json_len(references) + 1, err);

		if (!path)
			result = -1;
		else if (strcmp(picture->name, "references") == 0)
			json_push(references, json_new_str(path));
		else
			json_set_str(told, picture->name, path);
		free(path);
	}
	if (json_len(references))
		json_set(told, "references", references);
	else
		json_free(references);
	return result;
}

/* All it is told, as it reads it. */
static struct json *tell(struct run *run, const struct program_what *what, struct err *err)
{
	struct json *told = json_copy(run->wire->task.values);
	char *output = xasprintf("%s/%s", run->jobs->folder, what->clip);

	json_set_str(told, "output", output);
	json_set_str(told, "scene", run->job.scene);
	json_set_num(told, "job", (double)run->job.number);
	json_set_str(told, "film", run->jobs->folder);
	json_set(told, "recipe", json_copy(run->recipe));
	free(output);
	if (put_pictures(run, what, told, err) == 0)
		return told;
	json_free(told);
	return NULL;
}

static char *variable(const char *name, const struct json *value)
{
	char *text = json_str(value) ? xstrdup(json_str(value)) : json_text(value);
	char *line = xasprintf("%s=%s", name, text);

	free(text);
	return line;
}

/* Ours, and what scripts need most, so that none has to read JSON. */
static char **environment_of(const struct json *told)
{
	static const struct {
		const char *name, *member;
	} rows[] = {
		{"SCENETTY_OUTPUT", "output"},   {"SCENETTY_SCENE", "scene"},
		{"SCENETTY_PROMPT", "prompt"},   {"SCENETTY_AVOID", "avoid"},
		{"SCENETTY_SECONDS", "seconds"}, {"SCENETTY_FRAMES", "frames"},
		{"SCENETTY_FPS", "fps"},         {"SCENETTY_WIDTH", "width"},
		{"SCENETTY_HEIGHT", "height"},   {"SCENETTY_SEED", "seed"},
		{"SCENETTY_MODEL", "model"},     {"SCENETTY_START", "start"},
		{"SCENETTY_END", "end"},
	};
	char **out = NULL;

	for (char **at = environ; *at; at++) {
		size_t row = 0, bytes = strcspn(*at, "=");

		while (row < LENGTH(rows) && (strlen(rows[row].name) != bytes ||
					      strncmp(rows[row].name, *at, bytes) != 0))
			row++;
		if (row == LENGTH(rows))
			push(&out, xstrdup(*at));
	}
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (json_get(told, rows[i].member))
			push(&out, variable(rows[i].name, json_get(told, rows[i].member)));
	return out;
}

int program_prepare(struct run *run, struct program_what *out, struct err *err)
{
	struct json *told;

	*out = (struct program_what){0};
	out->words = words_of(json_get(run->wire->wire, "run"), run->wire->provider->file);
	if (make_place(run, out, err) < 0 || !(told = tell(run, out, err)))
		return -1;
	out->environment = environment_of(told);
	out->input = json_text(told);
	out->process = (struct process_what){
		.words = out->words,
		.environment = out->environment,
		.folder = out->folder,
		.input = out->input,
		.bytes = strlen(out->input),
	};
	json_free(told);
	return 0;
}

const char *program_name(const struct run *run)
{
	const struct json *words = json_get(run->wire->wire, "run");
	const char *program = json_str(words) ? "sh" : json_str(json_first(words));
	const char *slash = program ? strrchr(program, '/') : NULL;

	return slash ? slash + 1 : program ? program : "";
}

static void free_list(char **list)
{
	for (size_t i = 0; list && list[i]; i++)
		free(list[i]);
	free(list);
}

void program_clear(struct run *run, struct program_what *what)
{
	if (what->place)
		file_remove_tree(run->jobs->film_dir, what->place);
	free_list(what->words);
	free_list(what->environment);
	free(what->input);
	free(what->place);
	free(what->folder);
	free(what->clip);
	*what = (struct program_what){0};
}
