/* SPDX-License-Identifier: MIT
 *
 * The texts of scenes: find, replace.
 */
#include <stdlib.h>
#include <string.h>

#include "core/call.h"
#include "core/table.h"
#include "core/target.h"
#include "util/mem.h"
#include "util/search.h"
#include "util/text.h"

#define AROUND 32 /* characters shown before and behind a place */

/* Fields of scenes that are texts. */
struct texts {
	const struct field *rows[24];
	size_t count;
};

static bool is_text(const struct field *field)
{
	return field->kind == FIELD_LINE || field->kind == FIELD_TEXT ||
	       field->kind == FIELD_CHOICE || field->kind == FIELD_SLUG;
}

static void add_text(struct texts *texts, const struct field *field)
{
	if (texts->count < LENGTH(texts->rows))
		texts->rows[texts->count++] = field;
}

/* Those named ("title,notes"); NULL: all. */
static int choose_texts(const char *names, struct texts *out, struct err *err)
{
	size_t count;
	char *copy = names ? xstrdup(names) : NULL, *rest = copy, *name;
	int result = 0;

	*out = (struct texts){0};
	while (result == 0 && (name = strsep(&rest, ","))) {
		const struct field *field = field_find(OF_SCENE, name);
		const char *near = field ? NULL : field_near(OF_SCENE, name);

		if (field && is_text(field))
			add_text(out, field);
		else if (near)
			result = err_set(err, ERR_USAGE,
					 "scenes have no field “%s”; did you mean “%s”?", name,
					 near);
		else
			result = err_set(err, ERR_USAGE, "“%s” is no field with a text", name);
	}
	free(copy);
	for (const struct field *row = fields(OF_SCENE, &count); !names && count; row++, count--)
		if (is_text(row))
			add_text(out, row);
	return result;
}

static const char *text_of(const struct field *field, const struct scene *scene)
{
	return *(char *const *)((const char *)scene + field->offset);
}

/* Adds the text with its line breaks as blanks. */
static void add_flat(struct buf *out, const char *from, const char *to)
{
	for (; from < to; from++)
		buf_add_char(out, *from == '\n' || *from == '\t' ? ' ' : *from);
}

static bool goes_on(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Adds what stands before a place, or (behind) from its end on. */
static void add_before(struct buf *out, const char *text, const char *place)
{
	const char *from = place;

	for (size_t left = AROUND; left && from > text; left--)
		for (from--; from > text && goes_on(*from);)
			from--;
	buf_add_str(out, from > text ? "…" : "");
	add_flat(out, from, place);
}

static void add_behind(struct buf *out, const char *end)
{
	const char *to = end;

	for (size_t left = AROUND; left && *to; left--)
		for (to++; goes_on(*to);)
			to++;
	add_flat(out, end, to);
	buf_add_str(out, *to ? "…" : "");
}

/* A text in which something was found. */
struct find {
	const struct scene *scene;
	const struct field *field;
	const char *text, *place; /* the first one */
	size_t bytes;             /* of it */
	size_t count;
};

/* False if nothing stands in the field. */
static bool find_in(const struct search *search, const struct scene *scene,
		    const struct field *field, struct find *out)
{
	size_t bytes;

	*out = (struct find){scene, field, text_of(field, scene), NULL, 0, 0};
	for (const char *at = out->text; at && (at = search_next(search, at, &bytes));
	     at += bytes) {
		if (!out->count++) {
			out->place = at;
			out->bytes = bytes;
		}
	}
	return out->count > 0;
}

struct finder {
	struct call *call;
	struct search search;
	struct texts texts;
	struct table table;
	struct json *array;
	size_t scenes, places;
};

static void tell_find(struct finder *finder, const struct find *find)
{
	size_t position = (size_t)(find->scene - finder->call->session->store.film->scenes) + 1;
	struct buf excerpt = {0};

	add_before(&excerpt, find->text, find->place);
	add_flat(&excerpt, find->place, find->place + find->bytes);
	add_behind(&excerpt, find->place + find->bytes);
	if (finder->array) {
		struct json *json = json_new_object();

		json_set_num(json, "position", (double)position);
		json_set_str(json, "scene", find->scene->id);
		json_set_str(json, "field", find->field->name);
		json_set_num(json, "places", (double)find->count);
		json_set_str(json, "excerpt", buf_str(&excerpt));
		json_push(finder->array, json);
	} else {
		table_add(&finder->table, STYLE_DIM, "%zu", position);
		table_add(&finder->table, STYLE_STRONG, "%s", find->scene->id);
		table_add(&finder->table, STYLE_DIM, "%s", find->field->name);
		table_add(&finder->table, STYLE_PLAIN, "%s", buf_str(&excerpt));
	}
	finder->places += find->count;
	buf_free(&excerpt);
}

static void find_all(struct finder *finder, const struct scene_list *list)
{
	const struct film *film = finder->call->session->store.film;

	for (size_t i = 0; i < list->count; i++) {
		bool found = false;

		for (size_t j = 0; j < finder->texts.count; j++) {
			struct find find;

			if (!find_in(&finder->search, &film->scenes[list->items[i]],
				     finder->texts.rows[j], &find))
				continue;
			tell_find(finder, &find);
			found = true;
		}
		finder->scenes += found;
	}
}

static void tell_finds(struct finder *finder)
{
	struct output *out = finder->call->out;

	if (finder->array) {
		struct json *answer = json_new_object();

		json_set(answer, "found", finder->array);
		out_json(out, answer);
	} else if (finder->places) {
		table_write(&finder->table, out);
		out_note(out, "%zu place%s in %zu scene%s", finder->places,
			 finder->places == 1 ? "" : "s", finder->scenes,
			 finder->scenes == 1 ? "" : "s");
	} else {
		out_note(out, "“%s” stands nowhere", finder->call->args[0]);
	}
}

int command_find_text(struct call *call, struct err *err)
{
	static const struct column columns[] = {
		{.heading = "#", .right = true},
		{.heading = "scene", .flexible = true},
		{.heading = "field"},
		{.heading = "text", .flexible = true},
	};
	struct finder finder = {
		.call = call,
		.table = {.columns = columns, .column_count = LENGTH(columns)},
	};
	struct scene_list list = {0};
	char *text = call_text(call, 0), *in = (char *)call_option(call, "in");
	int result = -1;

	if (!*text) {
		free(text);
		return err_set(err, ERR_USAGE, "find what? the text is empty");
	}
	search_make(&finder.search, text, call_option(call, "case"));
	if (choose_texts(call_option(call, "field"), &finder.texts, err) == 0 &&
	    target_all_scenes(call->session->store.film, &in, in != NULL, &list, err) == 0) {
		finder.array = call->out->wants_json ? json_new_array() : NULL;
		find_all(&finder, &list);
		tell_finds(&finder);
		result = 0;
	}
	scene_list_clear(&list);
	table_free(&finder.table);
	search_clear(&finder.search);
	free(text);
	return result;
}

/* What replace is about to do. */
struct replacer {
	struct search search;
	const char *with;
	bool preview;
	struct json *array; /* of a preview in JSON */
	size_t scenes, places;
};

/* Returns new: the text with every place replaced. */
static char *replaced(const struct replacer *replacer, const char *text)
{
	struct buf out = {0};
	size_t bytes;

	for (const char *at; (at = search_next(&replacer->search, text, &bytes));
	     text = at + bytes) {
		buf_add(&out, text, (size_t)(at - text));
		buf_add_str(&out, replacer->with);
	}
	buf_add_str(&out, text);
	return buf_take(&out);
}

/* "match prompt: …A [kitten → cat] finds a…", a line for each place. */
static void preview_text(struct output *out, const struct replacer *replacer,
			 const struct find *find)
{
	size_t bytes;

	for (const char *at = find->text; (at = search_next(&replacer->search, at, &bytes));
	     at += bytes) {
		struct buf before = {0}, old = {0}, behind = {0};

		add_before(&before, find->text, at);
		add_flat(&old, at, at + bytes);
		add_behind(&behind, at + bytes);
		out_text(out, STYLE_STRONG, "%s ", find->scene->id);
		out_text(out, STYLE_DIM, "%s: ", find->field->name);
		out_say(out, "%s[", buf_str(&before));
		out_text(out, STYLE_BAD, "%s", buf_str(&old));
		out_say(out, " → ");
		out_text(out, STYLE_GOOD, "%s", replacer->with);
		out_say(out, "]%s\n", buf_str(&behind));
		buf_free(&before);
		buf_free(&old);
		buf_free(&behind);
	}
}

static void preview_json(const struct replacer *replacer, const struct find *find, const char *text)
{
	struct json *json = json_new_object();

	json_set_str(json, "scene", find->scene->id);
	json_set_str(json, "field", find->field->name);
	json_set_num(json, "places", (double)find->count);
	json_set_str(json, "before", find->text);
	json_set_str(json, "after", text);
	json_push(replacer->array, json);
}

static void replace_in(struct call *call, struct replacer *replacer, const struct find *find,
		       struct step *step)
{
	char *text = replaced(replacer, find->text);

	replacer->places += find->count;
	if (replacer->array)
		preview_json(replacer, find, text);
	else if (replacer->preview)
		preview_text(call->out, replacer, find);
	else
		step_set(step, OF_SCENE, find->scene->id, find->field->name, json_new_str(text));
	free(text);
}

static int replace_all(struct call *call, struct replacer *replacer, struct step *step,
		       struct err *err)
{
	const struct film *film = call->session->store.film;
	const char *names = call_option(call, "field");
	struct texts texts;
	struct scene_list list = {0};
	int result = choose_texts(names ? names : "prompt", &texts, err);

	if (result == 0)
		result = target_all_scenes(film, call->args + 2, call->arg_count - 2, &list, err);
	for (size_t i = 0; result == 0 && i < list.count; i++) {
		size_t before = replacer->places;

		for (size_t j = 0; j < texts.count; j++) {
			struct find find;

			if (find_in(&replacer->search, &film->scenes[list.items[i]], texts.rows[j],
				    &find))
				replace_in(call, replacer, &find, step);
		}
		replacer->scenes += replacer->places > before;
	}
	scene_list_clear(&list);
	if (result < 0 || !replacer->places)
		return result;
	step_label(step, "replace “%s” by “%s”, %zu time%s in %zu scene%s", call->args[0],
		   replacer->with, replacer->places, replacer->places == 1 ? "" : "s",
		   replacer->scenes, replacer->scenes == 1 ? "" : "s");
	return 0;
}

static int build_replace(struct call *call, struct step *step, struct err *err)
{
	struct replacer replacer = {.with = call->args[1]};
	int result;

	search_make(&replacer.search, call->args[0], call_option(call, "case"));
	replacer.preview = call_option(call, "dry-run");
	replacer.array = replacer.preview && call->out->wants_json ? json_new_array() : NULL;
	result = replace_all(call, &replacer, step, err);
	if (result == 0 && replacer.array) {
		struct json *answer = json_new_object();

		json_set(answer, "changes", replacer.array);
		out_json(call->out, answer);
		replacer.array = NULL;
	} else if (result == 0 && !replacer.places) {
		out_note(call->out, "“%s” stands nowhere in what was looked through",
			 call->args[0]);
	} else if (result == 0 && replacer.preview) {
		out_note(call->out, "would %s", step->label);
	}
	json_free(replacer.array);
	search_clear(&replacer.search);
	return result;
}

int command_replace(struct call *call, struct err *err)
{
	struct step step = {0};
	int result;

	if (!*call->args[0])
		return err_set(err, ERR_USAGE, "replace what? the text is empty");
	if (!call_option(call, "dry-run"))
		return call_change(call, build_replace, err);
	result = build_replace(call, &step, err);
	step_clear(&step);
	return result;
}
