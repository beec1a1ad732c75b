/* SPDX-License-Identifier: MIT
 *
 * The pictures that go along with a job at a service: the frames it starts and ends
 * with, and those of the cast. Which ones is found out when the job is made
 * (stills_plan). Before it is sent, frames are made by decode at exactly the size of the
 * clip, pictures of the cast are read as they are, and what they all hold is put into
 * the recipe, by digest.
 */
#ifndef JOB_STILLS_H
#define JOB_STILLS_H

#include "film/frame_source.h"
#include "provider/fit_pictures.h"
#include "provider/template.h"
#include "util/err.h"

struct run;

#define STILLS_MAX (CAST_PICTURES_MAX + 2)

struct still {
	const char *as; /* "start", "end", "references" */
	char *label;    /* "the start frame", for errors */
	struct frame_source source;
	double at;   /* when that is in the clip, once made; NAN */
	char *file;  /* its name for the service */
	void *bytes; /* owned, once it is there */
};

struct stills {
	struct wire_picture items[STILLS_MAX];
	struct still from[STILLS_MAX];
	size_t count;
	int width, height; /* of frames */
	struct film_rate rate;
	struct picture_room room;
};

/* `stills` has its size, rate and room. What is not there, or is not what the model
 * takes, is an error. */
int stills_plan(struct stills *stills, int film_dir, const struct film *film,
		const struct scene *scene, const struct json *recipe, struct err *err);
/* Those of the cast alone; it has its room. */
int stills_plan_cast(struct stills *stills, int film_dir, const struct json *recipe,
		     struct err *err);
/* Gets them all, in turns of the loop; then wire_begin goes on with the run, or its end
 * comes by run_end. Nothing is sent before. */
void stills_begin(struct run *run);
void stills_clear(struct stills *stills);

/* "image/png" by its first bytes; NULL for what no service takes. */
const char *still_type(const void *bytes, size_t count);
bool still_is_taken(const struct picture_room *room, const char *type);

#endif
