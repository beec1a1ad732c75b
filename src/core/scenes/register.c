/* SPDX-License-Identifier: MIT */
#include "core/scenes/register.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/film_json.h"
#include "film/recipe.h"
#include "film/rows.h"
#include "util/mem.h"

#define NAME "register.json"

struct named {
	const struct film *film;
	bool *in; /* of each cast member: a prompt names it */
};

static void note_cast(void *arg, const struct cast_member *member, const char *state)
{
	struct named *named = arg;

	named->in[member - named->film->cast] = true;
}

static struct json *cast_to_json(const struct film *film, const bool *in)
{
	struct json *array = json_new_array();

	for (size_t i = 0; i < film->cast_count; i++)
		if (in[i])
			json_push(array, row_to_json(OF_CAST, &film->cast[i]));
	return array;
}

struct json *register_make(const struct session *session, const size_t *scenes, size_t count,
			   bool removed, struct err *err)
{
	const struct film *film = session->store.film;
	char *folder = session_folder(session, err);
	struct json *content, *array;
	struct named named = {.film = film};

	if (!folder)
		return NULL;
	named.in = xcalloc(film->cast_count + 1, sizeof *named.in);
	content = json_new_object();
	array = json_new_array();
	for (size_t i = 0; i < count; i++) {
		const struct scene *scene = &film->scenes[scenes[i]];

		json_push(array, row_to_json(OF_SCENE, scene));
		cast_named(film, scene->prompt, note_cast, &named);
	}
	json_set_str(content, "film", film->id);
	json_set_str(content, "folder", folder);
	json_set_bool(content, "removed", removed);
	json_set(content, "cast", cast_to_json(film, named.in));
	json_set(content, "scenes", array);
	free(named.in);
	free(folder);
	return content;
}

/* The folder of the register, made when missing; -1 on failure. */
static int open_home(struct err *err)
{
	char *home = file_state_home();
	int dir = -1;

	if (!home)
		err_set(err, ERR_IO, "no place to keep what is copied: HOME is not set");
	else if (file_make_path(home, err) == 0) {
		dir = open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (dir < 0)
			err_errno(err, "can't open %s", home);
	}
	free(home);
	return dir;
}

int register_save(const struct json *content, struct err *err)
{
	struct buf text = {0};
	int dir = open_home(err), fd, result = -1;

	if (dir < 0)
		return -1;
	/* Saving keeps a file's permissions: so it is there first, for nobody else. */
	fd = openat(dir, NAME, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		err_errno(err, "can't write %s", NAME);
	} else {
		json_print(&text, content);
		buf_add_char(&text, '\n');
		result = file_save(dir, NAME, text.data, text.len, err);
		close(fd);
	}
	buf_free(&text);
	close(dir);
	return result;
}

struct json *register_load(struct err *err)
{
	struct buf text = {0};
	struct json *content = NULL;
	struct err why = {0};
	int dir = open_home(err);

	if (dir < 0)
		return NULL;
	if (file_read(dir, NAME, FILM_BYTES_MAX, &text, &why) == 0 && text.len)
		content = json_parse(buf_str(&text), text.len, FILM_BYTES_MAX, NAME, err);
	else if (why.kind && why.kind != ERR_NOT_FOUND)
		err_move(err, &why);
	else
		err_set(err, ERR_NOT_FOUND,
			"nothing to put: nothing was copied or removed yet");
	if (content && json_type(json_get(content, "scenes")) != JSON_ARRAY) {
		err_set(err, ERR_INVALID, "%s holds no scenes", NAME);
		json_free(content);
		content = NULL;
	}
	err_clear(&why);
	buf_free(&text);
	close(dir);
	return content;
}

bool register_is_removed(const struct json *content)
{
	return json_true(json_get(content, "removed"));
}

bool register_is_of(const struct json *content, const struct session *session)
{
	const char *id = json_get_str(content, "film"), *from = json_get_str(content, "folder");
	const char *own = session->store.film->id;
	char *folder = session_folder(session, NULL);
	bool same = (id && own && strcmp(id, own) == 0) ||
		    (from && folder && strcmp(from, folder) == 0);

	free(folder);
	return same;
}

int register_folder(const struct json *content)
{
	const char *folder = json_get_str(content, "folder");

	return folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
}
