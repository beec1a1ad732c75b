/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/form_private.h"
#include "board/inspector_price.h"
#include "util/mem.h"
#include "util/text.h"

/* The order of the rows. What the table of fields has beyond it comes last. */
static const struct {
	enum field_of of;
	const char *section, *field; /* section NULL: the one before goes on */
} plan[] = {
	{OF_SCENE, NULL, "prompt"},
	{OF_SCENE, NULL, "title"},
	{OF_SCENE, NULL, "seconds"},
	{OF_SCENE, "camera", "shot"},
	{OF_SCENE, NULL, "angle"},
	{OF_SCENE, NULL, "move"},
	{OF_SCENE, NULL, "lens"},
	{OF_SCENE, NULL, "light"},
	{OF_SCENE, "heard", "sound"},
	{OF_SCENE, NULL, "dialogue"},
	{OF_SCENE, "in the film", "mood"},
	{OF_SCENE, NULL, "start"},
	{OF_SCENE, NULL, "end"},
	{OF_SCENE, NULL, "transition"},
	{OF_SCENE, NULL, "group"},
	{OF_SCENE, "making it", "provider"},
	{OF_SCENE, NULL, "model"},
	{OF_SCENE, NULL, "seed"},
	{OF_SCENE, NULL, "avoid"},
	{OF_SCENE, NULL, "options"},
	{OF_SCENE, "for people", "notes"},
	{OF_SCENE, NULL, "circled"},
	{OF_SCENE, NULL, "takes"},
	{OF_FILM, NULL, "style"},
	{OF_FILM, NULL, "title"},
	{OF_FILM, NULL, "size"},
	{OF_FILM, NULL, "fps"},
	{OF_FILM, NULL, "seconds"},
	{OF_FILM, "making it", "provider"},
	{OF_FILM, NULL, "model"},
	{OF_FILM, NULL, "avoid"},
	{OF_FILM, NULL, "budget"},
	{OF_FILM, "the cut", "music"},
	{OF_FILM, NULL, "label"},
	{OF_CAST, NULL, "looks"},
	{OF_CAST, NULL, "kind"},
	{OF_CAST, NULL, "picture"},
	{OF_CAST, NULL, "pictogram"},
};

const void *form_thing(const struct form *form)
{
	const struct film *film = board_film(form->screen.board);
	switch (form->of) {
	case OF_SCENE:
		return film_scene(film, form->name);
	case OF_CAST:
		return film_cast(film, form->name);
	default:
		return film;
	}
}

static void add_row(struct form *form, const char *section, const struct field *field,
		    const char *state)
{
	GROW(form->rows, form->row_count, form->row_room);
	form->rows[form->row_count++] = (struct form_row){
		.section = section,
		.field = field,
		.state = state ? xstrdup(state) : NULL,
	};
}

static bool is_planned(const struct form *form, const struct field *field)
{
	for (size_t i = 0; i < form->row_count; i++)
		if (form->rows[i].field == field)
			return true;
	/* Ids are for good; the format is the program's; states have rows of their own. */
	return field->kind == FIELD_SLUG || strcmp(field->name, "scenetty") == 0 ||
	       strcmp(field->name, "states") == 0;
}

void form_make_rows(struct form *form)
{
	size_t count;
	const struct field *table = fields(form->of, &count);
	for (size_t i = 0; i < LENGTH(plan); i++)
		if (plan[i].of == form->of)
			add_row(form, plan[i].section, field_find(form->of, plan[i].field), NULL);
	for (size_t i = 0; i < count; i++)
		if (!is_planned(form, &table[i]))
			add_row(form, NULL, &table[i], NULL);
	if (form->of != OF_CAST)
		return;
	const struct cast_member *member = form_thing(form);
	const struct json *state = member ? json_first(member->states) : NULL;
	const char *section = "states";
	for (; state; state = json_next(state), section = NULL)
		add_row(form, section, field_find(OF_CAST, "states"), json_name(state));
	add_row(form, section, field_find(OF_CAST, "states"), "");
}

void form_free_rows(struct form *form)
{
	for (size_t i = 0; i < form->row_count; i++) {
		free(form->rows[i].state);
		editor_free(form->rows[i].editor);
	}
	free(form->rows);
	form->rows = NULL;
	form->row_count = form->row_room = 0;
}

bool row_is_large(const struct form_row *row)
{
	return strcmp(row->field->name, "prompt") == 0 || strcmp(row->field->name, "looks") == 0 ||
	       strcmp(row->field->name, "style") == 0;
}

bool row_is_text(const struct form_row *row)
{
	return row->field->kind == FIELD_TEXT || (row->state && *row->state);
}

bool row_is_number(const struct form_row *row)
{
	return row->field->kind == FIELD_NUMBER || row->field->kind == FIELD_WHOLE;
}

const char *row_label(const struct form_row *row)
{
	if (!row->state)
		return row->field->name;
	return *row->state ? row->state : "+";
}

char *row_typed(const struct form *form, const struct form_row *row)
{
	const void *thing = form_thing(form);
	char *typed = NULL;
	if (thing && row->state) {
		const char *text = json_get_str(((const struct cast_member *)thing)->states,
						row->state);
		typed = text ? xstrdup(text) : NULL;
	} else if (thing) {
		typed = field_typed(row->field, thing);
	}
	return typed ? typed : xstrdup("");
}

char *row_meant(const struct form *form, const struct form_row *row)
{
	const struct film *film = board_film(form->screen.board);
	const char *name = row->field->name;
	int width, height;
	if (row->state && !*row->state)
		return xstrdup("another state");
	if (form->of == OF_CAST || row->state)
		return xstrdup("");
	if (strcmp(name, "seconds") == 0)
		return xasprintf("%g s", isnan(film->seconds) ? SCENE_SECONDS : film->seconds);
	if (strcmp(name, "provider") == 0)
		return xstrdup(film->provider ? film->provider : FILM_PROVIDER);
	if (strcmp(name, "model") == 0 && form->of == OF_SCENE && film->model)
		return xstrdup(film->model);
	if (strcmp(name, "transition") == 0)
		return xstrdup("cut");
	if (strcmp(name, "seed") == 0)
		return xstrdup("a new one each time");
	if (strcmp(name, "fps") == 0)
		return xasprintf("%g fps", FILM_FPS);
	if (strcmp(name, "size") == 0) {
		film_size(film, &width, &height);
		return xasprintf("%dx%d", width, height);
	}
	return xstrdup("");
}

/* The member's states with one of them changed, NULL if none is left; returns new. */
static struct json *states_with(const struct cast_member *member, const char *state,
				const char *text)
{
	struct json *states = member->states ? json_copy(member->states) : json_new_object();
	json_set_str(states, state, *text ? text : NULL);
	if (json_first(states))
		return states;
	json_free(states);
	return NULL;
}

static int value_of(const struct form *form, const struct form_row *row, const char *typed,
		    struct json **out, struct err *err)
{
	struct err why = {0};
	bool is_words = row->field->kind == FIELD_LINE || row->field->kind == FIELD_TEXT;
	if (row->state)
		*out = states_with(form_thing(form), row->state, typed);
	else if (is_words) /* where “none” is a word like any other */
		*out = *typed ? json_new_str(typed) : NULL;
	else
		*out = field_parse(row->field, typed, &why);
	if (!why.kind && field_check(row->field, *out, &why) < 0)
		json_free(*out);
	if (!why.kind)
		return 0;
	err_move(err, &why);
	return -1;
}

int row_step(const struct form *form, const struct form_row *row, const char *typed,
	     struct step *step, struct err *err)
{
	struct json *value;
	if (!form_thing(form))
		return err_set(err, ERR_NOT_FOUND, "“%s” is gone", form->name);
	if (value_of(form, row, typed, &value, err) < 0)
		return -1;
	step_set(step, form->of, form->name, row->field->name, value);
	step_label(step, "set %s of %s", row->field->name, form->name ? form->name : "the film");
	return 0;
}

/* How far one nudge goes: what a person would change by hand. */
static double nudge_of(const struct field *field)
{
	return field->unit && strcmp(field->unit, "s") == 0 ? 0.5 : 1;
}

char *row_nudged(const struct form *form, const struct form_row *row, const char *typed,
		 long steps)
{
	const struct field *field = row->field;
	if (!row_is_number(row))
		return NULL;
	char *meant = *typed ? xstrdup(typed) : row_meant(form, row), *end;
	double nudge = nudge_of(field), number = strtod(meant, &end);
	if (end == meant && *typed) {
		free(meant);
		return NULL;
	}
	free(meant);
	if (number == 0 && !*typed && field->min > 0)
		number = field->min;
	number /= nudge;
	number = (steps > 0 ? floor(number + 1e-9) : ceil(number - 1e-9)) + (double)steps;
	number *= nudge;
	number = number < field->min ? field->min : number > field->max ? field->max : number;
	struct buf out = {0};
	json_print_num(&out, number);
	if (field->unit)
		buf_addf(&out, " %s", field->unit);
	return buf_take(&out);
}

const char *form_refusal(struct form *form, const struct form_row *row)
{
	static const char *const asked[] = {"seconds", "provider", "model", "start",
					    "end",     "seed",     "avoid", "options"};
	struct board *board = form->screen.board;
	struct session *session = board_session(board);
	const struct scene *scene = form->of == OF_SCENE ? form_thing(form) : NULL;
	struct err err = {0};
	bool is_asked = false;
	for (size_t i = 0; i < LENGTH(asked); i++)
		is_asked |= strcmp(row->field->name, asked[i]) == 0;
	if (!scene || !is_asked)
		return NULL;
	if (form->refusal_seen != session->store.version ||
	    form->refusal_catalogs != board_catalogs(board)) {
		char *price = price_text(board, CONTEXT_SCENE, scene, &err);
		free(form->refusal);
		form->refusal = price ? NULL : xstrdup(err_text(&err));
		form->refusal_seen = session->store.version;
		form->refusal_catalogs = board_catalogs(board);
		free(price);
		err_clear(&err);
	}
	return form->refusal;
}
