/* SPDX-License-Identifier: MIT
 *
 * check: what is wrong or odd in film.json and among the takes.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/session/session.h"
#include "core/tell/takes.h"
#include "film/film_json.h"
#include "film/pictures.h"
#include "provider/shelf.h"
#include "util/mem.h"

struct check {
	struct call *call;
	struct json *found; /* if JSON is wanted */
	size_t errors, remarks;
};

/* `line` is of film.json, 0 when it is about something else. */
static void tell(struct check *check, bool error, int line, const char *text)
{
	struct output *out = check->call->out;
	struct json *json;

	*(error ? &check->errors : &check->remarks) += 1;
	if (!check->found) {
		if (line)
			out_say(out, "film.json:%d: ", line);
		out_text(out, error ? STYLE_BAD : STYLE_PLAIN, "%s\n", text);
		return;
	}
	json = json_new_object();
	json_set_str(json, "kind", error ? "error" : "remark");
	if (line) {
		json_set_str(json, "file", "film.json");
		json_set_num(json, "line", line);
	}
	json_set_str(json, "text", text);
	json_push(check->found, json);
}

static void tell_remark(void *arg, int line, const char *remark)
{
	tell(arg, false, line, remark);
}

static void tell_broken(void *arg, const char *what)
{
	tell(arg, true, 0, what);
}

/* The clip is a file with something in it; looked at deeply, the very one of its
 * recipe. */
static void check_clip(struct check *check, const struct take *take)
{
	char digest[DIGEST_SIZE];
	struct stat status;
	struct err err = {0};
	int fd = file_open_beneath(check->call->session->store.dir, take->clip, O_RDONLY, 0, &err);

	if (fd >= 0 && fstat(fd, &status) == 0 && status.st_size == 0)
		err_set(&err, ERR_INVALID, "%s: the clip is empty", take->clip);
	else if (fd >= 0 && call_option(check->call, "deep") &&
		 digest_fd(fd, take->clip, digest, &err) == 0 && take->sha256 &&
		 strcmp(digest, take->sha256) != 0)
		err_set(&err, ERR_INVALID, "%s: the clip is not the one that was made", take->clip);
	if (err.kind)
		tell(check, true, 0, err_text(&err));
	err_clear(&err);
	if (fd >= 0)
		close(fd);
}

/* A picture of the film's that is not in its folder, or nothing to read. */
static void check_picture(struct check *check, const char *whose, const char *what,
			  const struct json *picture)
{
	const char *path = json_get_str(picture, "file");
	struct err err = {0};
	int fd;

	if (!path)
		return;
	fd = picture_open(check->call->session->store.dir, path, &err);
	if (fd >= 0) {
		close(fd);
		return;
	}
	err_prefix(&err, "%s, %s: ", whose, what);
	tell(check, false, 0, err_text(&err));
	err_clear(&err);
}

static void check_pictures(struct check *check, const struct film *film)
{
	for (size_t i = 0; i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];
		char *whose = xasprintf("scene “%s”", scene->id);

		check_picture(check, whose, "start", scene->start);
		check_picture(check, whose, "end", scene->end);
		free(whose);
	}
	for (size_t i = 0; i < film->cast_count; i++) {
		char *whose = xasprintf("cast member “%s”", film->cast[i].name);

		check_picture(check, whose, "picture", film->cast[i].picture);
		free(whose);
	}
}

static void check_scene(struct check *check, const struct scene *scene)
{
	const struct store *store = &check->call->session->store;
	struct take_list takes = {0};
	struct err err = {0};
	char *text;

	if (!shelf_find(session_shelf(check->call->session), scene_provider(store->film, scene),
			&err)) {
		err_prefix(&err, "scene “%s”: ", scene->id);
		tell(check, true, 0, err_text(&err));
	}
	err_clear(&err);
	if (takes_load(store->dir, scene->id, &takes, tell_broken, check, &err) < 0)
		tell(check, true, 0, err_text(&err));
	err_clear(&err);
	if (scene->circled && !takes_find(&takes, scene->circled)) {
		text = xasprintf("scene “%s”: the circled take %s is not there", scene->id,
				 scene->circled);
		tell(check, false, 0, text);
		free(text);
	}
	for (size_t i = 0; i < takes.count; i++)
		check_clip(check, &takes.takes[i]);
	takes_clear(&takes);
}

static void sum_up(struct check *check)
{
	struct output *out = check->call->out;
	struct json *answer;

	if (check->found) {
		answer = json_new_object();
		json_set_num(answer, "errors", (double)check->errors);
		json_set_num(answer, "remarks", (double)check->remarks);
		json_set(answer, "found", check->found);
		out_json(out, answer);
	} else if (!check->errors && !check->remarks) {
		out_note(out, "nothing to remark");
	}
}

int command_check(struct call *call, struct err *err)
{
	const struct store *store = &call->session->store;
	struct check check = {
		.call = call,
		.found = call->out->wants_json ? json_new_array() : NULL,
	};

	film_remarks(store->film, buf_str(&store->text), store->text.len, tell_remark, &check);
	check_pictures(&check, store->film);
	for (size_t i = 0; i < store->film->scene_count; i++)
		check_scene(&check, &store->film->scenes[i]);
	sum_up(&check);
	if (check.errors)
		return err_set(err, ERR_INVALID, "%zu error%s found", check.errors,
			       check.errors == 1 ? "" : "s");
	return 0;
}
