/* SPDX-License-Identifier: MIT
 *
 * What people say of takes: rate, why, trim, note. It is all kept in the scene's
 * member `takes`, under the take's name.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "util/mem.h"

/* The take that is spoken of. */
struct spoken {
	struct call *call;
	const struct scene *scene;
	const struct take *take;
	struct json *said; /* of the take, a copy to change */
	char *label;       /* what is done, "rate … 4" without take and scene */
};

typedef int say_fn(struct spoken *spoken, struct err *err);

static bool is_none(const char *typed)
{
	return strcmp(typed, "none") == 0;
}

/* Puts a value (NULL: takes it away), and no object without members. */
static void put(struct json *object, const char *name, struct json *value)
{
	if (value && !json_first(value) &&
	    (json_type(value) == JSON_OBJECT || json_type(value) == JSON_ARRAY)) {
		json_free(value);
		value = NULL;
	}
	json_set(object, name, value);
}

static int speak(struct spoken *spoken, say_fn *say, struct step *step, struct err *err)
{
	struct json *all = spoken->scene->takes ? json_copy(spoken->scene->takes)
						: json_new_object();
	const struct json *was = json_get(all, spoken->take->name);

	spoken->said = was ? json_copy(was) : json_new_object();
	if (say(spoken, err) < 0) {
		json_free(spoken->said);
		json_free(all);
		return -1;
	}
	put(all, spoken->take->name, spoken->said);
	if (!json_first(all)) {
		json_free(all);
		all = NULL;
	}
	if (!json_equal(all, spoken->scene->takes))
		step_set(step, OF_SCENE, spoken->scene->id, "takes", all);
	else
		json_free(all);
	step_label(step, "%s %s of %s", spoken->label, spoken->take->name, spoken->scene->id);
	return 0;
}

/* Finds scene and take, the call's first two words, and has something said of it. */
static int build(struct call *call, say_fn *say, struct step *step, struct err *err)
{
	const struct store *store = &call->session->store;
	struct spoken spoken = {.call = call};
	struct take_list takes = {0};
	int result = -1;

	spoken.scene = target_scene(store->film, call->args[0], err);
	if (!spoken.scene ||
	    takes_load(store->dir, spoken.scene->id, &takes, NULL, NULL, err) < 0)
		return -1;
	spoken.take = target_take(&takes, spoken.scene->id, call->args[1], err);
	if (spoken.take)
		result = speak(&spoken, say, step, err);
	free(spoken.label);
	takes_clear(&takes);
	return result;
}

static int read_number(const char *typed, double *out)
{
	char *end;

	*out = strtod(typed, &end);
	return end != typed && !*end && isfinite(*out) ? 0 : -1;
}

static int say_stars(struct spoken *spoken, struct err *err)
{
	const char *typed = spoken->call->args[2], *axis = call_option(spoken->call, "axis");
	struct json *axes, *value = NULL;
	double stars = NAN;

	if (!is_none(typed) && (read_number(typed, &stars) < 0 || stars < 0 || stars > 5))
		return err_set(err, ERR_USAGE, "expected 0 to 5 stars or “none”, found “%s”",
			       typed);
	if (!is_none(typed))
		value = json_new_num(stars);
	spoken->label = axis ? xasprintf("rate %s %s for", axis, typed)
			     : xasprintf("rate %s for", typed);
	if (!axis) {
		put(spoken->said, "stars", value);
		return 0;
	}
	axes = json_get(spoken->said, "axes");
	axes = axes ? json_copy(axes) : json_new_object();
	json_set(axes, axis, value);
	put(spoken->said, "axes", axes);
	return 0;
}

static int build_rate(struct call *call, struct step *step, struct err *err)
{
	return build(call, say_stars, step, err);
}

int command_rate(struct call *call, struct err *err)
{
	return call_change(call, build_rate, err);
}

/* The reasons with this one added or, if it is there, without it. */
static struct json *toggled(const struct json *reasons, const char *reason)
{
	struct json *out = json_new_array();
	bool stood = false;

	for (const struct json *item = json_first(reasons); item; item = json_next(item)) {
		bool same = json_str(item) && strcmp(json_str(item), reason) == 0;

		if (!same)
			json_push(out, json_copy(item));
		stood |= same;
	}
	if (!stood)
		json_push(out, json_new_str(reason));
	return out;
}

static int say_why(struct spoken *spoken, struct err *err)
{
	const struct call *call = spoken->call;
	const struct json *was = json_get(spoken->said, "why");
	struct json *reasons = was ? json_copy(was) : json_new_array();
	struct buf told = {0};

	for (size_t i = 2; i < call->arg_count; i++) {
		struct json *next = toggled(reasons, call->args[i]);

		json_free(reasons);
		reasons = next;
	}
	for (const struct json *item = json_first(reasons); item; item = json_next(item))
		buf_addf(&told, "%s%s", told.len ? ", " : "", json_str(item) ? json_str(item) : "");
	spoken->label = told.len ? xasprintf("note %s against", buf_str(&told))
				 : xstrdup("note nothing against");
	buf_free(&told);
	put(spoken->said, "why", reasons);
	return 0;
}

static int build_why(struct call *call, struct step *step, struct err *err)
{
	return build(call, say_why, step, err);
}

int command_why(struct call *call, struct err *err)
{
	return call_change(call, build_why, err);
}

/* One end of a trim, NAN for “none”. */
static int read_time(const char *typed, double seconds, double *out, struct err *err)
{
	*out = NAN;
	if (is_none(typed))
		return 0;
	if (read_number(typed, out) < 0 || *out < 0)
		return err_set(err, ERR_USAGE, "expected seconds or “none”, found “%s”", typed);
	if (seconds > 0 && *out > seconds)
		return err_set(err, ERR_INVALID, "the clip lasts %g s, so it has no %g", seconds,
			       *out);
	return 0;
}

static int say_trim(struct spoken *spoken, struct err *err)
{
	const struct call *call = spoken->call;
	double in, out, lasts = spoken->take->seconds;

	if (read_time(call->args[2], lasts, &in, err) < 0 ||
	    read_time(call->args[3], lasts, &out, err) < 0)
		return -1;
	if (in >= out || in >= lasts)
		return err_set(err, ERR_INVALID, "nothing lasts from %s to %s", call->args[2],
			       call->args[3]);
	put(spoken->said, "in", isnan(in) ? NULL : json_new_num(in));
	put(spoken->said, "out", isnan(out) ? NULL : json_new_num(out));
	spoken->label = isnan(in) && isnan(out)
				? xstrdup("trim nothing of")
				: xasprintf("trim to %s–%s", call->args[2], call->args[3]);
	return 0;
}

static int build_trim(struct call *call, struct step *step, struct err *err)
{
	return build(call, say_trim, step, err);
}

int command_trim(struct call *call, struct err *err)
{
	return call_change(call, build_trim, err);
}

static int say_note(struct spoken *spoken, struct err *err)
{
	const struct call *call = spoken->call;
	char *text = call_text(call, 2);

	put(spoken->said, "note", is_none(text) || !*text ? NULL : json_new_str(text));
	spoken->label = xstrdup("note on");
	free(text);
	return 0;
}

static int build_note(struct call *call, struct step *step, struct err *err)
{
	return build(call, say_note, step, err);
}

int command_note(struct call *call, struct err *err)
{
	return call_change(call, build_note, err);
}
