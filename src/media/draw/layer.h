/* SPDX-License-Identifier: MIT
 *
 * A sheet of the stage: painted once, as large as the camera will ever see of
 * it, then laid on every frame where the camera puts its depth.
 */
#ifndef MEDIA_DRAW_LAYER_H
#define MEDIA_DRAW_LAYER_H

#include "media/draw/art.h"
#include "media/draw/lens.h"
#include "media/draw/frame.h"

/* How a layer moves by itself. */
enum life {
	LIFE_NONE,
	LIFE_BREATHE,
	LIFE_HOVER,
	LIFE_FLAME,
	LIFE_TWINKLE,
	LIFE_ROCK,
	LIFE_GLOW, /* a light that flickers */
};

struct layer {
	struct art art;
	struct box area; /* what the surface covers, in the rolled picture */
	double dots;     /* pixels in a picture height */
	double depth;
	bool ground; /* seen row by row in perspective */
	enum life life;
	double x, y; /* what it moves about */
	uint64_t seed;
};

/* What a camera sees on its way, through a picture `high` pixels high. */
struct passage {
	const struct lens *lens;
	double feet, high;
	long frames;
};

/* Sets area and dots for all the passage shows of the layer's depth (or, for
 * the ground, of all depths). */
void layer_measure(struct layer *layer, const struct passage *passage);
/* The same for a thing that only fills `box`. */
void layer_measure_box(struct layer *layer, const struct passage *passage, struct box box);
/* A context in picture heights on a new surface of the layer's area, rolled as
 * the camera is. `soft` 0 … 1 draws it out of focus. */
cairo_t *layer_begin(const struct layer *layer, const struct lens *lens, bool opaque, double soft);
/* The area as the context sees it, before it is rolled. */
struct box layer_area(const struct layer *layer, const struct lens *lens);
/* Takes the context and makes the art. */
void layer_end(struct layer *layer, cairo_t *cr, const struct grade *grade);
void layer_clear(struct layer *layer);

/* Lays it on the canvas for a view and a time. */
void layer_lay(const struct layer *layer, const struct canvas *canvas,
	       const struct passage *passage, const struct view *view, double seconds);

#endif
