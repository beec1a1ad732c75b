/* SPDX-License-Identifier: MIT
 *
 * replace: all places at once, or a list of what would become of them. The board walks
 * from one to the next.
 */
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/replace.h"
#include "core/scenes/texts.h"
#include "core/session/call_run.h"

/* "match prompt: …A [kitten → cat] finds a…", a line for each place. */
static void preview(struct output *out, const struct replace *replace, const struct film *film)
{
	for (size_t i = 0; i < replace->count; i++) {
		const struct replace_place *place = &replace->places[i];
		const char *text = replace_text(place, film), *at = text + place->at,
			   *end = at + strlen(place->found);
		struct buf before = {0}, old = {0}, behind = {0};

		excerpt_before(&before, text, at);
		excerpt_flat(&old, at, end);
		excerpt_behind(&behind, end);
		out_text(out, STYLE_STRONG, "%s ", place->scene);
		out_text(out, STYLE_DIM, "%s: ", place->field->name);
		out_say(out, "%s[", buf_str(&before));
		out_text(out, STYLE_BAD, "%s", buf_str(&old));
		out_say(out, " → ");
		out_text(out, STYLE_GOOD, "%s", replace->with);
		out_say(out, "]%s\n", buf_str(&behind));
		buf_free(&before);
		buf_free(&old);
		buf_free(&behind);
	}
}

/* What the step would do, text by text. */
static void preview_json(struct output *out, const struct replace *replace,
			 const struct film *film, const struct step *step)
{
	struct json *answer = json_new_object(), *array = json_new_array();
	size_t place = 0;

	for (size_t i = 0; i < step->count; i++) {
		const struct edit *edit = &step->edits[i];
		struct json *json = json_new_object();
		size_t first = place;

		json_set_str(json, "scene", edit->id);
		json_set_str(json, "field", edit->member);
		while (place < replace->count &&
		       strcmp(replace->places[place].scene, edit->id) == 0 &&
		       strcmp(replace->places[place].field->name, edit->member) == 0)
			place++;
		json_set_num(json, "places", (double)(place - first));
		json_set_str(json, "before", replace_text(&replace->places[first], film));
		json_set_str(json, "after", json_str(edit->value));
		json_push(array, json);
	}
	json_set(answer, "changes", array);
	out_json(out, answer);
}

static int build_replace(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	bool dry = call_option(call, "dry-run");
	struct replace replace;
	int result = replace_find(call, &replace, err);

	if (result == 0) {
		replace_all(&replace, 0);
		replace_step(&replace, film, step);
	}
	if (result == 0 && dry && call->out->wants_json) {
		preview_json(call->out, &replace, film, step);
	} else if (result == 0 && !replace.count) {
		out_note(call->out, "“%s” stands nowhere in what was looked through", replace.text);
	} else if (result == 0 && dry) {
		preview(call->out, &replace, film);
		out_note(call->out, "would %s", step->label);
	}
	replace_clear(&replace);
	return result;
}

int command_replace(struct call *call, struct err *err)
{
	struct step step = {0};
	int result;

	if (!call_option(call, "dry-run"))
		return call_change(call, build_replace, err);
	result = build_replace(call, &step, err);
	step_clear(&step);
	return result;
}
