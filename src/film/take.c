/* SPDX-License-Identifier: MIT */
#include "film/take.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/take_dir.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define TAKE_BYTES_MAX (1u << 20)

int take_name(const char *typed, char out[16])
{
	const char *digits = *typed == 't' ? typed + 1 : typed;
	size_t count = strspn(digits, "0123456789");
	long number = strtol(digits, NULL, 10);
	if (!count || digits[count] || number < 1 || number > TAKE_NUMBER_MAX)
		return -1;
	snprintf(out, 16, "t%03ld", number);
	return 0;
}

static bool is_digest(const char *text)
{
	return text && strlen(text) == DIGEST_SIZE - 1 &&
	       strspn(text, "0123456789abcdef") == DIGEST_SIZE - 1;
}

static char *copy_str(const struct json *json, const char *name)
{
	const char *text = json_get_str(json, name);
	return text ? xstrdup(text) : NULL;
}

static void take_clear(struct take *take)
{
	free(take->name);
	free(take->clip);
	free(take->intent);
	free(take->provider);
	free(take->model);
	free(take->made);
	free(take->currency);
	free(take->sha256);
	json_free(take->json);
}

/* Takes the json. */
static void take_set(struct take *take, const char *scene, const char *name, const char *extension,
		     struct json *json)
{
	*take = (struct take){
		.name = xstrdup(name),
		.clip = xasprintf("takes/%s/%s.%s", scene, name, extension),
		.intent = copy_str(json, "intent"),
		.provider = copy_str(json, "provider"),
		.model = copy_str(json, "model"),
		.made = copy_str(json, "made"),
		.seconds = json_get_num(json, "seconds"),
		.cost = json_get_num(json, "cost"),
		.currency = copy_str(json, "currency"),
		.sha256 = copy_str(json, "sha256"),
		.json = json,
	};
}

/* NULL when it is a take's recipe. */
static const char *fault_of(const struct json *json)
{
	if (json_type(json) != JSON_OBJECT)
		return "expected an object";
	if (!is_digest(json_get_str(json, "sha256")))
		return "sha256: expected the digest of the clip";
	if (!(json_get_num(json, "seconds") > 0))
		return "seconds: expected how long the clip lasts";
	if (json_get(json, "intent") && !is_digest(json_get_str(json, "intent")))
		return "intent: expected a digest";
	return NULL;
}

static struct json *read_json(int film_dir, const char *path, struct err *err)
{
	struct buf text = {0};
	struct json *json = NULL;
	int fd = file_open_beneath(film_dir, path, O_RDONLY, 0, err);
	if (fd < 0)
		return NULL;
	if (file_read_fd(fd, TAKE_BYTES_MAX, path, &text, err) == 0)
		json = json_parse(buf_str(&text), text.len, TAKE_BYTES_MAX, path, err);
	close(fd);
	buf_free(&text);
	const char *fault = json ? fault_of(json) : NULL;
	if (fault) {
		err_set(err, ERR_INVALID, "%s: %s", path, fault);
		json_free(json);
		return NULL;
	}
	return json;
}

/* One take from its recipe and, behind it in the list, its clip. */
static int load(int film_dir, const char *scene, const struct take_file *recipe,
		const struct take_file *clip, struct take_list *out, struct err *err)
{
	char name[16];
	snprintf(name, sizeof name, "t%03ld", recipe->number);
	char *path = xasprintf("takes/%s/%s.json", scene, name);
	struct json *json = clip ? read_json(film_dir, path, err) : NULL;
	if (!clip)
		err_set(err, ERR_NOT_FOUND, "%s: its clip is missing", path);
	free(path);
	if (!json)
		return -1;
	GROW(out->takes, out->count, out->room);
	take_set(&out->takes[out->count++], scene, name, clip->extension, json);
	return 0;
}

static const struct take_file *clip_of(const struct take_files *files, long number)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->files[i].number == number && files->files[i].kind == TAKE_FILE_CLIP)
			return &files->files[i];
	return NULL;
}

int takes_load(int film_dir, const char *scene, struct take_list *out,
	       void (*broken)(void *arg, const char *what), void *arg, struct err *err)
{
	struct take_files files = {0};
	int dir = take_dir_open(film_dir, scene, err);
	if (dir == TAKE_DIR_NONE)
		return 0;
	if (dir < 0)
		return -1;
	int result = take_files_list(dir, scene, &files, err);
	for (size_t i = 0; i < files.count; i++) {
		struct err what = {0};
		const struct take_file *file = &files.files[i];
		if (file->kind == TAKE_FILE_RECIPE &&
		    load(film_dir, scene, file, clip_of(&files, file->number), out, &what) < 0) {
			if (broken)
				broken(arg, err_text(&what));
			err_clear(&what);
		}
	}
	take_files_clear(&files);
	close(dir);
	return result;
}

int takes_glance(int film_dir, const char *scene, const char *name, struct take_list *out,
		 size_t *count, struct err *err)
{
	struct take_files files = {0};
	*count = 0;
	int dir = take_dir_open(film_dir, scene, err);
	if (dir == TAKE_DIR_NONE)
		return 0;
	if (dir < 0)
		return -1;
	long number = name ? strtol(name + 1, NULL, 10) : 0;
	int result = take_files_list(dir, scene, &files, err);
	for (size_t i = 0; i < files.count; i++) {
		const struct take_file *file = &files.files[i];
		if (file->kind != TAKE_FILE_RECIPE)
			continue;
		++*count;
		if (file->number == number)
			load(film_dir, scene, file, clip_of(&files, number), out, NULL);
	}
	take_files_clear(&files);
	close(dir);
	return result;
}

void takes_clear(struct take_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		take_clear(&list->takes[i]);
	free(list->takes);
	*list = (struct take_list){0};
}

const struct take *takes_find(const struct take_list *list, const char *name)
{
	for (size_t i = 0; name && i < list->count; i++)
		if (strcmp(list->takes[i].name, name) == 0)
			return &list->takes[i];
	return NULL;
}
