/* SPDX-License-Identifier: MIT
 *
 * Making and changing a film: new, set, undo, redo.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/setting.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "util/mem.h"
#include "util/text.h"

/* Puts what the options of `new` say into the step. */
static int build_new(struct call *call, struct step *step, struct err *err)
{
	static const char *const options[] = {"size", "fps"};

	for (size_t i = 0; i < LENGTH(options); i++) {
		const char *value = call_option(call, options[i]);
		const struct field *field = field_find(OF_FILM, options[i]);
		struct err why = {0};
		struct json *json;

		if (!value)
			continue;
		json = field_parse(field, value, &why);
		if (why.kind)
			return err_move(err, &why);
		step_set(step, OF_FILM, NULL, field->name, json);
	}
	step_label(step, "set size and rate");
	return 0;
}

/* Returns new: the last part of the path. */
static char *last_part(const char *path)
{
	size_t end = strlen(path), start;

	while (end > 1 && path[end - 1] == '/')
		end--;
	for (start = end; start > 0 && path[start - 1] != '/';)
		start--;
	return xstrndup(path + start, end - start);
}

/* Returns new: the folder's name, for a title; what may not stand in one is made
 * visible. */
static char *folder_title(const char *path)
{
	char *name = last_part(path), *whole = NULL;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		whole = realpath(path, NULL);
	if (whole) {
		free(name);
		name = last_part(whole);
	}
	char *title = text_clean(name, false, 0);

	free(whole);
	free(name);
	return title;
}

/* In a session of its own: a board that makes another film keeps the one it has. */
static int finish_new(const char *path, struct step *step, struct err *err)
{
	struct session made = {0};
	int result = session_open(&made, path, err);

	if (result == 0 && step->count && (result = session_begin(&made, err)) == 0)
		result = session_end(&made, step, err);
	session_close(&made);
	return result;
}

int command_new(struct call *call, struct err *err)
{
	const char *path = call->args[0];
	const char *given = call_option(call, "title");
	char *title = given ? xstrdup(given) : folder_title(path);
	struct step step = {0};
	int result = -1;

	/* Everything is checked before anything is made. */
	if (setting_check_text("title", title, err) < 0 || build_new(call, &step, err) < 0 ||
	    store_create(path, title, err) < 0 || finish_new(path, &step, err) < 0)
		goto out;
	if (call->board)
		out_note(call->out, "made %s; open it in another terminal: scenetty %s", path,
			 path);
	else
		out_note(call->out,
			 "made %s; “scenetty %s%s” opens it on the board, “scenetty -C %s add "
			 "TITLE prompt=…” adds a scene",
			 path, command_find(path) ? "./" : "", path, path);
	result = 0;
out:
	step_clear(&step);
	free(title);
	return result;
}

/* Sets the fields the words name on one thing. */
static int set_fields(struct call *call, struct step *step, enum field_of of, const char *id,
		      struct err *err)
{
	for (size_t i = 1; i < call->arg_count; i++) {
		struct setting setting;

		if (setting_parse(of, call->args[i], &setting, err) < 0)
			return -1;
		step_set(step, of, id, setting.field->name, setting.value);
	}
	return 0;
}

/* Returns new: "shot, seconds" */
static char *field_names(const struct call *call)
{
	struct buf out = {0};

	for (size_t i = 1; i < call->arg_count; i++)
		buf_addf(&out, "%s%.*s", i > 1 ? ", " : "", (int)strcspn(call->args[i], "="),
			 call->args[i]);
	return buf_take(&out);
}

static int build_set(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	struct target target;
	char *names = NULL;
	int result = target_parse(film, call->args[0], &target, err);

	for (size_t i = 0; result == 0 && i < target.scenes.count; i++)
		result = set_fields(call, step, OF_SCENE, film->scenes[target.scenes.items[i]].id,
				    err);
	if (result == 0 && target.of != OF_SCENE)
		result = set_fields(call, step, target.of, target.cast, err);
	if (result < 0)
		goto out;
	names = field_names(call);
	if (target.of == OF_SCENE && target.scenes.count > 1)
		step_label(step, "set %s of %zu scenes", names, target.scenes.count);
	else if (target.of == OF_SCENE)
		step_label(step, "set %s of %s", names, film->scenes[target.scenes.items[0]].id);
	else
		step_label(step, "set %s of %s", names, target.cast ? target.cast : "the film");
out:
	free(names);
	target_clear(&target);
	return result;
}

int command_set(struct call *call, struct err *err)
{
	return call_change(call, build_set, err);
}

/* Steps through the history; `walk` is store_undo or store_redo. */
static int walk_history(struct call *call, char *(*walk)(struct store *, struct err *),
			const char *did, const char *verb, struct err *err)
{
	struct session *session = call->session;
	const char *typed = call_arg(call, 0);
	char *end;
	unsigned long times = typed ? strtoul(typed, &end, 10) : 1, done = 0;
	struct err why = {0};
	char *label = NULL;

	if (typed && (*typed < '0' || *typed > '9' || *end || !times))
		return err_set(err, ERR_USAGE, "expected how many times, found “%s”", typed);
	if (session_begin(session, err) < 0)
		return -1;
	if (session->asks) { /* who has the film open has its history too: says who that is */
		session->asks = false;
		if (store_lock(&session->store, 0, err) < 0)
			return -1;
	}
	while (done < times && (label = walk(&session->store, &why))) {
		out_note(call->out, "%s: %s", did, label);
		free(label);
		done++;
	}
	session_end(session, NULL, NULL);
	if (why.kind)
		return err_move(err, &why);
	return done ? 0 : err_set(err, ERR_NOT_FOUND, "nothing to %s", verb);
}

int command_undo(struct call *call, struct err *err)
{
	return walk_history(call, store_undo, "undid", "undo", err);
}

int command_redo(struct call *call, struct err *err)
{
	return walk_history(call, store_redo, "did again", "redo", err);
}
