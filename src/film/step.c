/* SPDX-License-Identifier: MIT
 *
 * Steps: building them, and their JSON for the edit log.
 */
#include <stdlib.h>
#include <string.h>

#include "film/edit.h"
#include "film/expect.h"
#include "util/mem.h"

static const char *const kind_words[] = {"set", "insert", "remove", "move", NULL};
static const char *const of_words[] = {"film", "scene", "cast", NULL};

static struct edit *add(struct step *step, enum edit_kind kind, enum field_of of, const char *id)
{
	GROW(step->edits, step->count, step->room);
	struct edit *edit = &step->edits[step->count++];
	*edit = (struct edit){.kind = kind, .of = of, .id = id ? xstrdup(id) : NULL};
	return edit;
}

void step_set(struct step *step, enum field_of of, const char *id, const char *member,
	      struct json *value)
{
	struct edit *edit = add(step, EDIT_SET, of, id);
	edit->member = xstrdup(member);
	edit->value = value;
}

void step_insert(struct step *step, enum field_of of, size_t at, struct json *value)
{
	struct edit *edit = add(step, EDIT_INSERT, of, NULL);
	edit->at = at;
	edit->value = value;
}

void step_remove(struct step *step, enum field_of of, const char *id)
{
	add(step, EDIT_REMOVE, of, id);
}

void step_move(struct step *step, enum field_of of, const char *id, size_t at)
{
	add(step, EDIT_MOVE, of, id)->at = at;
}

void step_label(struct step *step, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	free(step->label);
	step->label = xvasprintf(format, args);
	va_end(args);
}

void step_clear(struct step *step)
{
	for (size_t i = 0; i < step->count; i++) {
		free(step->edits[i].id);
		free(step->edits[i].member);
		json_free(step->edits[i].value);
	}
	free(step->edits);
	free(step->label);
	*step = (struct step){0};
}

static struct json *edit_to_json(const struct edit *edit)
{
	struct json *json = json_new_object();
	json_set_str(json, "do", kind_words[edit->kind]);
	json_set_str(json, "of", of_words[edit->of]);
	json_set_str(json, "id", edit->id);
	json_set_str(json, "member", edit->member);
	if (edit->kind == EDIT_INSERT || edit->kind == EDIT_MOVE)
		json_set_num(json, "at", (double)edit->at);
	json_set(json, "value", json_copy(edit->value));
	return json;
}

struct json *step_to_json(const struct step *step)
{
	struct json *json = json_new_object(), *edits = json_new_array();
	json_set_str(json, "label", step->label);
	for (size_t i = 0; i < step->count; i++)
		json_push(edits, edit_to_json(&step->edits[i]));
	json_set(json, "edits", edits);
	if (step->goes_on)
		json_set_bool(json, "goes_on", true);
	return json;
}

/* The position of the word a member holds, -1 if it is none of them. */
static int word_of(const struct json *json, const char *name, const char *const *words)
{
	const char *word = json_get_str(json, name);
	for (int i = 0; word && words[i]; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return -1;
}

static int edit_from_json(struct step *step, const struct json *json, struct err *err)
{
	int kind = word_of(json, "do", kind_words), of = word_of(json, "of", of_words);
	const struct json *at = json_get(json, "at"), *value = json_get(json, "value");
	const char *id = json_get_str(json, "id"), *member = json_get_str(json, "member");
	if (kind < 0 || of < 0 || (kind == EDIT_SET && !member) ||
	    (kind == EDIT_INSERT && !value) ||
	    ((kind == EDIT_INSERT || kind == EDIT_MOVE) && !at) ||
	    (of != OF_FILM && kind != EDIT_INSERT && !id))
		return err_set(err, ERR_INVALID, "not an edit");
	if (at && expect_number(at, 0, 1e9, true, err) < 0)
		return in_member(err, "at");
	struct edit *edit = add(step, (enum edit_kind)kind, (enum field_of)of, id);
	edit->member = member ? xstrdup(member) : NULL;
	edit->at = at ? (size_t)json_num(at) : 0;
	edit->value = json_copy(value);
	return 0;
}

int step_from_json(struct step *step, const struct json *json, struct err *err)
{
	const struct json *edits = json_get(json, "edits"), *edit = json_first(edits);
	const char *label = json_get_str(json, "label");
	*step = (struct step){0};
	if (json_type(edits) != JSON_ARRAY)
		return err_set(err, ERR_INVALID, "not a step of the edit log");
	if (label)
		step_label(step, "%s", label);
	step->goes_on = json_true(json_get(json, "goes_on"));
	for (; edit; edit = json_next(edit)) {
		if (edit_from_json(step, edit, err) < 0) {
			step_clear(step);
			return -1;
		}
	}
	return 0;
}
