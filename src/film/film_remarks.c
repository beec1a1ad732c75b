/* SPDX-License-Identifier: MIT
 *
 * What is allowed and yet likely not meant.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "film/expect.h"
#include "film/field.h"
#include "film/film_json.h"
#include "film/frame.h"
#include "film/mention.h"
#include "film/rows.h"
#include "util/mem.h"
#include "util/text.h"

/* Finding a line reads the text up to it: as many are found as take this long. */
#define LINE_SEARCH_BYTES (128u << 20)
#define MENTIONS_MAX 64 /* that differ, of a scene */

struct remarks {
	const struct film *film;
	const char *text;
	size_t bytes;
	size_t lines_left;
	film_remark_fn *say;
	void *arg;
};

/* What a remark is about: a row, and the member of it (NULL: all of it). */
struct spot {
	enum field_of of;
	size_t at;
	const char *member;
};

static int line_of(struct remarks *remarks, const struct spot *spot)
{
	struct buf pointer = {0};
	if (!remarks->text || !remarks->lines_left)
		return 0;
	remarks->lines_left--;
	if (spot->of != OF_FILM)
		buf_addf(&pointer, "/%s/%zu", spot->of == OF_SCENE ? "scenes" : "cast", spot->at);
	if (spot->member)
		pointer_add(&pointer, spot->member);
	int line = json_line(remarks->text, remarks->bytes, buf_str(&pointer));
	buf_free(&pointer);
	return line;
}

__attribute__((format(printf, 3, 4))) static void
remark(struct remarks *remarks, const struct spot *spot, const char *format, ...)
{
	struct buf text = {0};
	va_list args;
	if (spot->of != OF_FILM)
		buf_addf(&text, "%s “%s”: ", row_word(spot->of),
			 row_id(spot->of, rows_at(remarks->film, spot->of, spot->at)));
	va_start(args, format);
	buf_vaddf(&text, format, args);
	va_end(args);
	char *clean = text_clean(buf_str(&text), false, 0);
	remarks->say(remarks->arg, line_of(remarks, spot), clean);
	free(clean);
	buf_free(&text);
}

/* Members of an object that look like ones it may have. */
static void check_members(struct remarks *remarks, const struct spot *spot,
			  const struct json *object, const char *const *known)
{
	for (const struct json *item = json_first(object); item; item = json_next(item)) {
		const char *near = json_name(item) ? near_choice(json_name(item), known) : NULL;
		if (near && strcmp(near, json_name(item)) != 0 && !json_get(object, near))
			remark(remarks, spot, "“%s” is not known: did you mean “%s”?",
			       json_name(item), near);
	}
}

static void check_shapes(struct remarks *remarks, const struct spot *row, const void *thing)
{
	static const struct {
		enum field_of of;
		const char *member;
		const char *known[7];
	} shapes[] = {
		{OF_FILM, "music", {"file", "gain_db"}},
		{OF_FILM, "budget", {"film", "day", "film_seconds", "day_seconds", "currency"}},
		{OF_SCENE, "start", {"file"}},
		{OF_SCENE, "end", {"file"}},
		{OF_SCENE, "transition", {"kind", "seconds"}},
		{OF_SCENE, "takes", {"in", "out", "stars", "axes", "why", "note"}},
		{OF_CAST, "picture", {"file"}},
	};
	for (size_t i = 0; i < LENGTH(shapes); i++) {
		if (shapes[i].of != row->of)
			continue;
		struct spot spot = {row->of, row->at, shapes[i].member};
		struct json *value = field_get(field_find(row->of, spot.member), thing);
		if (strcmp(spot.member, "takes") != 0)
			check_members(remarks, &spot, value, shapes[i].known);
		else
			for (struct json *take = json_first(value); take; take = json_next(take))
				check_members(remarks, &spot, take, shapes[i].known);
		json_free(value);
	}
}

static void check_unknown(struct remarks *remarks, enum field_of of, size_t at, void *thing)
{
	const struct json *item = json_first(*row_extra(of, thing));
	for (; item; item = json_next(item)) {
		struct spot spot = {of, at, json_name(item)};
		const char *near = field_near(of, spot.member);
		if (near)
			remark(remarks, &spot, "“%s” is not known: did you mean “%s”?", spot.member,
			       near);
	}
	check_shapes(remarks, &(struct spot){of, at, NULL}, thing);
}

static bool is_choice(const char *word, const char *const *choices)
{
	for (; *choices; choices++)
		if (strcmp(word, *choices) == 0)
			return true;
	return false;
}

static void check_choices(struct remarks *remarks, size_t at)
{
	const struct scene *scene = &remarks->film->scenes[at];
	size_t count;
	for (const struct field *field = fields(OF_SCENE, &count); count; field++, count--) {
		if (field->kind != FIELD_CHOICE)
			continue;
		struct json *value = field_get(field, scene);
		const char *word = json_str(value);
		const char *near = word && !is_choice(word, field->choices)
					   ? near_choice(word, field->choices)
					   : NULL;
		if (near)
			remark(remarks, &(struct spot){OF_SCENE, at, field->name},
			       "%s: did you mean “%s” by “%s”?", field->name, near, word);
		json_free(value);
	}
}

/* A name the prompt has that is near to an unknown one; NULL if none is. */
static const char *near_name(const struct film *film, const char *name)
{
	for (size_t i = 0; i < film->cast_count; i++)
		if (is_near(name, film->cast[i].name))
			return film->cast[i].name;
	return NULL;
}

static void check_mentions(struct remarks *remarks, size_t at)
{
	const struct scene *scene = &remarks->film->scenes[at];
	struct spot spot = {OF_SCENE, at, "prompt"};
	if (!scene->prompt) {
		spot.member = NULL;
		remark(remarks, &spot, "it has no prompt");
		return;
	}
	struct mention mentions[MENTIONS_MAX];
	size_t count = mention_list(remarks->film, scene->prompt, mentions, LENGTH(mentions));
	for (size_t i = 0; i < count; i++) {
		const struct mention *mention = &mentions[i];
		const char *near = near_name(remarks->film, mention->name);
		if (!mention->member && near)
			remark(remarks, &spot,
			       "nobody in the cast is called @%s: did you mean @%s?", mention->name,
			       near);
		else if (!mention->member)
			remark(remarks, &spot, "nobody in the cast is called @%s", mention->name);
		else if (*mention->state && !mention->look)
			remark(remarks, &spot, "@%s has no state “%s”", mention->name,
			       mention->state);
	}
}

static void check_frame(struct remarks *remarks, size_t at, const char *member,
			const struct json *frame)
{
	const struct film *film = remarks->film;
	const struct scene *scene = &film->scenes[at];
	struct spot spot = {OF_SCENE, at, member};
	const char *text = json_str(frame);
	double seconds;
	if (!text)
		return;
	const struct scene *from = frame_upstream(film, scene, text, &seconds);
	if (!from && strcmp(text, "previous") == 0)
		remark(remarks, &spot, "%s: no scene comes before it", member);
	else if (!from)
		remark(remarks, &spot, "%s: “%s” names no scene", member, text);
	else if (from == scene)
		remark(remarks, &spot, "%s: it can't be taken from the scene itself", member);
}

static void check_transition(struct remarks *remarks, size_t at)
{
	const struct film *film = remarks->film;
	const struct scene *scene = &film->scenes[at];
	struct spot spot = {OF_SCENE, at, "transition"};
	struct transition transition = scene_transition(scene);
	if (!transition.dissolve)
		return;
	if (at + 1 == film->scene_count) {
		remark(remarks, &spot,
		       "transition: it is the last scene and has nothing to dissolve to");
		return;
	}
	double ours = scene_seconds(film, scene), next = scene_seconds(film, scene + 1);
	double shorter = ours < next ? ours : next;
	if (transition.seconds > shorter / 2)
		remark(remarks, &spot,
		       "transition: a dissolve of %g s is more than half of a scene of %g s and "
		       "will "
		       "be shortened",
		       transition.seconds, shorter);
}

static void check_budget(struct remarks *remarks)
{
	const struct json *budget = remarks->film->budget;
	struct spot spot = {OF_FILM, 0, "budget"};
	double film = json_get_num(budget, "film"), day = json_get_num(budget, "day");
	if (day > film)
		remark(remarks, &spot, "budget: a day may cost more than the whole film");
	if (json_get_num(budget, "day_seconds") > json_get_num(budget, "film_seconds"))
		remark(remarks, &spot, "budget: a day may have more seconds than the whole film");
	if ((film >= 0 || day >= 0) && !json_get(budget, "currency"))
		remark(remarks, &spot, "budget: it has no currency, so USD is meant");
}

/* Looking for scenes that wait for each other: a walk up from every scene, with
 * a stack of its own since a film may be one long chain. */
struct walk {
	const struct film *film;
	enum { UNSEEN, UNDER_WAY, SEEN } * marks;
	size_t *stack, *asked; /* asked: how many of start and end were followed */
	size_t depth;
};

static void enter(struct walk *walk, size_t at)
{
	walk->marks[at] = UNDER_WAY;
	walk->asked[at] = 0;
	walk->stack[walk->depth++] = at;
}

/* The next scene up from the one on top of the stack; NULL when there is none. */
static const struct scene *next_up(struct walk *walk)
{
	size_t at = walk->stack[walk->depth - 1];
	const struct scene *scene = &walk->film->scenes[at], *up = NULL;
	double seconds;
	while (!up && walk->asked[at] < 2) {
		const char *text = json_str(walk->asked[at]++ == 0 ? scene->start : scene->end);
		up = text ? frame_upstream(walk->film, scene, text, &seconds) : NULL;
		if (up == scene) /* that is told by check_frame */
			up = NULL;
	}
	return up;
}

static void walk_from(struct remarks *remarks, struct walk *walk, size_t at)
{
	enter(walk, at);
	while (walk->depth) {
		const struct scene *up = next_up(walk);
		size_t here = walk->stack[walk->depth - 1];
		size_t to = up ? (size_t)(up - walk->film->scenes) : 0;
		if (!up)
			walk->marks[walk->stack[--walk->depth]] = SEEN;
		else if (walk->marks[to] == UNDER_WAY)
			remark(remarks, &(struct spot){OF_SCENE, here, NULL},
			       "it waits for itself: its frames come from “%s”, whose frames come "
			       "from "
			       "it",
			       up->id);
		else if (walk->marks[to] == UNSEEN)
			enter(walk, to);
	}
}

static void check_circles(struct remarks *remarks)
{
	size_t count = remarks->film->scene_count;
	struct walk walk = {remarks->film, xcalloc(count + 1, sizeof *walk.marks),
			    xcalloc(count + 1, sizeof *walk.stack),
			    xcalloc(count + 1, sizeof *walk.asked), 0};
	for (size_t i = 0; i < count; i++)
		if (walk.marks[i] == UNSEEN)
			walk_from(remarks, &walk, i);
	free(walk.marks);
	free(walk.stack);
	free(walk.asked);
}

void film_remarks(const struct film *film, const char *text, size_t bytes, film_remark_fn *say,
		  void *arg)
{
	struct remarks remarks = {film, text, bytes, 1 + LINE_SEARCH_BYTES / (bytes + 1), say, arg};
	check_unknown(&remarks, OF_FILM, 0, (void *)film);
	check_budget(&remarks);
	for (size_t i = 0; i < film->cast_count; i++)
		check_unknown(&remarks, OF_CAST, i, &film->cast[i]);
	for (size_t i = 0; i < film->scene_count; i++) {
		check_unknown(&remarks, OF_SCENE, i, &film->scenes[i]);
		check_choices(&remarks, i);
		check_mentions(&remarks, i);
		check_frame(&remarks, i, "start", film->scenes[i].start);
		check_frame(&remarks, i, "end", film->scenes[i].end);
		check_transition(&remarks, i);
	}
	check_circles(&remarks);
}
