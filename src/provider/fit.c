/* SPDX-License-Identifier: MIT */
#include "provider/fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "provider/describe.h"
#include "provider/fit_private.h"
#include "provider/workflow.h"
#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

static int refuse_seconds(const struct asked *asked, double nearest, const char *what)
{
	bool at = json_get(json_get(asked->caps, "seconds_at"), asked->resolution) != NULL;

	snprintf(asked->nearest, sizeof ((struct fit *)NULL)->nearest, "%g", nearest);
	return err_set(asked->err, ERR_INVALID,
		       "%s makes clips of %s s%s%s, not of %g: the nearest is %g", asked->model,
		       what, at ? " at " : "", at ? asked->resolution : "", asked->seconds,
		       nearest);
}

static int check_range(const struct asked *asked, const struct json *range)
{
	double min = json_get_num(range, "min"), max = json_get_num(range, "max");
	double step = json_get_num(range, "step"), nearest = asked->seconds;
	char what[96];

	if (step > 0)
		nearest = round(nearest / step) * step;
	if (min > 0)
		nearest = fmax(nearest, min);
	if (max > 0)
		nearest = fmin(nearest, max);
	if (fabs(nearest - asked->seconds) < 1e-6)
		return 0;
	if (isnan(min) || isnan(max))
		snprintf(what, sizeof what, step > 0 ? "multiples of %g" : "other lengths", step);
	else if (step > 0)
		snprintf(what, sizeof what, "%g to %g (in steps of %g)", min, max, step);
	else
		snprintf(what, sizeof what, "%g to %g", min, max);
	return refuse_seconds(asked, nearest, what);
}

static int check_seconds(const struct asked *asked)
{
	const struct json *at = json_get(json_get(asked->caps, "seconds_at"), asked->resolution);
	const struct json *can = at ? at : json_get(asked->caps, "seconds");
	struct buf list = {0};
	double nearest = NAN;
	int result;

	if (json_type(can) == JSON_OBJECT)
		return check_range(asked, can);
	for (const struct json *item = json_first(can); item; item = json_next(item)) {
		double one = json_num(item);

		buf_addf(&list, "%s%g", !list.len ? "" : json_next(item) ? ", " : " or ", one);
		/* Of two as near the longer: what is too much can be trimmed. */
		if (isnan(nearest) ||
		    fabs(one - asked->seconds) < fabs(nearest - asked->seconds) ||
		    (fabs(one - asked->seconds) == fabs(nearest - asked->seconds) && one > nearest))
			nearest = one;
	}
	result = isnan(nearest) || fabs(nearest - asked->seconds) < 1e-6
			 ? 0
			 : refuse_seconds(asked, nearest, buf_str(&list));
	buf_free(&list);
	return result;
}

static int check_prompt(const struct asked *asked, const char *prompt)
{
	double most = json_get_num(asked->caps, "prompt");
	size_t points = text_count(prompt);

	if (!*prompt)
		return err_set(asked->err, ERR_INVALID, "the prompt is empty");
	if (most > 0 && (double)points > most)
		return err_set(asked->err, ERR_INVALID,
			       "%s reads prompts of up to %.0f characters, and with style, camera "
			       "and cast this one has %zu",
			       asked->model, most, points);
	return 0;
}

static int check_seed(const struct asked *asked, bool pinned)
{
	const struct json *can = json_get(asked->caps, "seed");

	if (pinned && can && !json_true(can))
		return err_set(asked->err, ERR_INVALID, "%s takes no seed: take “seed” away",
			       asked->model);
	return 0;
}

/* Models that count frames want them as step × n + plus. */
static double frame_count(const struct json *frames, double fps, double seconds)
{
	double step = json_get_num(frames, "step"), plus = json_get_num(frames, "plus");

	step = step > 0 ? step : 1;
	plus = plus > 0 ? plus : 0;
	return fmax(0, round((seconds * fps - plus) / step)) * step + plus;
}

static void set_optional(struct json *values, const char *name, double number)
{
	if (!isnan(number))
		json_set_num(values, name, number);
}

/* What a model has no field for is said in the prompt, so that nothing goes unsaid. */
static char *whole_prompt(const struct asked *asked)
{
	const char *compiled = json_get_str(asked->recipe, "compiled");
	const char *avoid = json_get_str(asked->recipe, "avoid");
	const struct json *can = json_get(asked->caps, "avoid");

	compiled = compiled ? compiled : "";
	if (!avoid || json_true(can))
		return xstrdup(compiled);
	return xasprintf("%s%sAvoid: %s.", compiled, *compiled ? " " : "", avoid);
}

static void fill_values(const struct asked *asked, bool pinned, const char *reference,
			struct fit *fit)
{
	struct json *values = json_new_object();
	const struct json *recipe = asked->recipe, *caps = asked->caps;
	const char *sound = json_get_str(caps, "sound"), *model = json_get_str(recipe, "model");
	const char *called = json_get_str(json_get(caps, "names"), fit->resolution);
	const struct json *options = json_get(recipe, "options");
	const struct json *frames = json_get(caps, "frames");
	double fps = json_get_num(frames, "fps");
	bool seeded = pinned || json_true(json_get(caps, "seed"));

	json_set_str(values, "reference", reference);
	json_set_str(values, "model", model ? model : json_get_str(fit->wire, "model"));
	json_set_str(values, "title", json_get_str(recipe, "title"));
	json_set_num(values, "seconds", asked->seconds);
	fps = fps > 0 ? fps : json_get_num(recipe, "fps");
	set_optional(values, "frames", frames ? frame_count(frames, fps, asked->seconds) : NAN);
	set_optional(values, "fps", fps);
	json_set_num(values, "width", asked->width);
	json_set_num(values, "height", asked->height);
	json_set_str(values, "size", json_get_str(recipe, "size"));
	json_set_str(values, "ratio", fit_ratio(asked));
	json_set_str(values, "resolution", called ? called : fit->resolution);
	if (seeded)
		set_optional(values, "seed", json_get_num(recipe, "seed"));
	if (json_true(json_get(caps, "avoid")))
		json_set_str(values, "avoid", json_get_str(recipe, "avoid"));
	if (sound && strcmp(sound, "switch") == 0)
		json_set_bool(values, "sound", true);
	if (options)
		json_set(values, "options", json_copy(options));
	workflow_fill(fit->wire, values);
	fit->values = values;
}

static int check(const struct asked *asked, bool pinned, struct fit *fit, const char *size)
{
	if (check_seconds(asked) < 0 || fit_check_size(asked, size) < 0 ||
	    fit_pictures(asked->model, &fit->room, asked->caps, asked->recipe, asked->err) < 0 ||
	    check_seed(asked, pinned) < 0)
		return -1;
	return fit_check_shape(asked, fit->resolution);
}

int fit_recipe(const struct provider *provider, const struct json *recipe, bool pinned,
	       const char *reference, struct fit *out, struct err *err)
{
	const char *model = json_get_str(recipe, "model"), *size = json_get_str(recipe, "size");
	char nearest[sizeof out->nearest] = "", *prompt;
	bool of_film = false;
	struct asked asked = {
		.recipe = recipe, .seconds = json_get_num(recipe, "seconds"), .err = err,
		.nearest = nearest, .of_film = &of_film};

	*out = (struct fit){.seconds = asked.seconds};
	out->wire = description_of_job(provider->description, model, recipe, &out->caps);
	out->room = picture_room_of(out->wire, out->caps);
	asked.caps = out->caps;
	asked.model = model ? model : json_get_str(out->wire, "model");
	asked.model = asked.model ? asked.model : provider->name;
	if (!size || sscanf(size, "%dx%d", &asked.width, &asked.height) != 2)
		BUG("a recipe without a size");
	asked.resolution = out->resolution = fit_resolution(&asked);
	prompt = whole_prompt(&asked);

	int result = description_check_model(out->wire, model, provider->name, err) < 0 ||
				     workflow_check(out->wire, recipe, provider->name, err) < 0 ||
				     check(&asked, pinned, out, size) < 0
			     ? -1
			     : check_prompt(&asked, prompt);

	if (result == 0) {
		fill_values(&asked, pinned, reference, out);
		json_set_str(out->values, "prompt", prompt);
	} else {
		fit_clear(out);
		memcpy(out->nearest, nearest, sizeof nearest);
		out->nearest_of_film = of_film;
	}
	free(prompt);
	return result;
}

void fit_clear(struct fit *fit)
{
	json_free(fit->wire);
	json_free(fit->values);
	free(fit->resolution);
	*fit = (struct fit){0};
}
