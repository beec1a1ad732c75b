/* SPDX-License-Identifier: MIT */
#include "core/session/bill_pictures.h"

#include <stdlib.h>

#include "core/session/underway.h"
#include "core/tell/takes.h"
#include "film/frame.h"
#include "film/frame_source.h"
#include "film/recipe.h"
#include "job/stills.h"
#include "provider/describe.h"
#include "provider/shelf.h"
#include "util/mem.h"

struct look {
	struct bill *bill;
	struct session *session;
	const struct film *film;
	bool pictured;                  /* some of the cast have a picture */
	const struct bill_line **lines; /* by the position of the scene; NULL: none */
	struct underway underway;       /* empty until somebody asks */
};

static const struct bill_line *line_of(const struct look *look, const struct scene *scene)
{
	return look->lines[scene - look->film->scenes];
}

/* Another call or process makes a take of it, which is waited for. */
static bool is_underway(struct look *look, const struct scene *scene)
{
	if (!look->underway.takes)
		underway_look(look->session, &look->underway);
	return look->underway.takes[scene - look->film->scenes] > 0;
}

/* A take that comes before is none to look for yet. The animatic does without one. */
static int look_at_frame(struct look *look, const struct scene *scene, const struct json *frame,
			 struct err *err)
{
	const char *text = json_str(frame);
	double seconds;
	const struct scene *from = text ? frame_upstream(look->film, scene, text, &seconds) : NULL;
	struct frame_source source;
	struct err why = {0};

	if (!frame || (text && scene_is_drawn(look->film, scene)) ||
	    (from && from != scene && line_of(look, from)))
		return 0;
	if (frame_source_find(&source, look->session->store.dir, look->film, scene, frame, &why) <
		    0 &&
	    from && is_underway(look, from))
		err_clear(&why);
	frame_source_clear(&source);
	return why.kind ? err_move(err, &why) : 0;
}

static int look_at_cast(struct look *look, const struct scene *scene,
			const struct provider *provider, struct err *err)
{
	const struct json *members[CAST_PICTURES_MAX], *caps;
	struct json *recipe = scene_recipe(look->film, scene, 0), *wire;
	struct stills stills = {0};
	int result = 0;

	if (cast_pictures(recipe, members)) {
		wire = description_of_job(provider->description, scene_model(look->film, scene),
					  recipe, &caps);
		stills.room = picture_room_of(wire, caps);
		result = stills_plan_cast(&stills, look->session->store.dir, recipe, err);
		stills_clear(&stills);
		json_free(wire);
	}
	json_free(recipe);
	return result;
}

static int look_at(struct look *look, const struct scene *scene, struct err *err)
{
	const struct provider *provider;

	if (look_at_frame(look, scene, scene->start, err) < 0)
		return err_prefix(err, "the start frame: ");
	if (scene_is_drawn(look->film, scene))
		return 0;
	if (look_at_frame(look, scene, scene->end, err) < 0)
		return err_prefix(err, "the end frame: ");
	provider = shelf_find(session_shelf(look->session), scene_provider(look->film, scene), err);
	if (!look->pictured || !provider || !provider->description)
		return 0;
	return look_at_cast(look, scene, provider, err);
}

/* True where it takes a frame from a scene of the bill that can't be made. */
static bool fails_with_another(const struct look *look, struct bill_line *line)
{
	const struct scene *ups[2];
	size_t count = scene_upstream(look->film, line->scene, ups);

	for (size_t i = 0; i < count; i++) {
		const struct bill_line *up = line_of(look, ups[i]);

		if (up && up->error.kind && up != line) {
			err_set(&line->error, ERR_INVALID,
				"it takes a frame from %s, which can’t be made", ups[i]->id);
			return true;
		}
	}
	return false;
}

static bool is_made(const struct bill_line *line)
{
	return line->takes && !line->error.kind;
}

static void follow(const struct look *look)
{
	bool again;

	do {
		again = false;
		for (size_t i = 0; i < look->bill->count; i++) {
			struct bill_line *line = &look->bill->lines[i];

			again |= is_made(line) && fails_with_another(look, line);
		}
	} while (again);
}

void bill_look(struct bill *bill, struct session *session)
{
	const struct film *film = session->store.film;
	struct look look = {.bill = bill, .session = session, .film = film};

	look.lines = xcalloc(film->scene_count + 1, sizeof *look.lines);
	for (size_t i = 0; i < bill->count; i++)
		look.lines[bill->lines[i].scene - film->scenes] = &bill->lines[i];
	for (size_t i = 0; i < film->cast_count; i++)
		look.pictured |= film->cast[i].picture != NULL;
	for (size_t i = 0; i < bill->count; i++)
		if (is_made(&bill->lines[i]))
			look_at(&look, bill->lines[i].scene, &bill->lines[i].error);
	follow(&look);
	underway_clear(&look.underway);
	free(look.lines);
}
