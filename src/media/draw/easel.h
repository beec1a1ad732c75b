/* SPDX-License-Identifier: MIT
 *
 * What the backdrops are painted with: a Cairo context in picture heights, the
 * light, the composition, and the shapes that come again and again.
 */
#ifndef MEDIA_DRAW_EASEL_H
#define MEDIA_DRAW_EASEL_H

#include <cairo.h>

#include "media/draw/chance.h"
#include "media/draw/compose.h"
#include "media/draw/look.h"

/* How deep what stands before the lens is. */
#define EASEL_NEAR 0.55

struct easel {
	cairo_t *cr;
	struct box area; /* all that a moving camera may see of it */
	const struct look *look;
	const struct composition *view;
	const struct stage *stage;
	uint64_t seed;
	double dot; /* the size of a pixel */
};

/* A colour of a thing in the light of the scene, `far` 0 … 1 away. */
struct rgb easel_lit(const struct easel *easel, uint32_t own, double far);
/* The same of ground, plants and roofs, on which snow lies in its light. */
struct rgb easel_snowy(const struct easel *easel, uint32_t own, double far, double snow);
void easel_colour(const struct easel *easel, struct rgb colour, double alpha);
/* Fills the path, or (easel_wash) all, from one colour at y0 to another at y1. */
void easel_fade(const struct easel *easel, double y0, struct rgb above, double y1,
		struct rgb below);
void easel_wash(const struct easel *easel, double y0, struct rgb above, double y1,
		struct rgb below);
void easel_ellipse(const struct easel *easel, double x, double y, double rx, double ry);
void easel_box(const struct easel *easel, double x, double y, double wide, double high);
/* A soft round light. */
void easel_glow(const struct easel *easel, double x, double y, double rx, double ry,
		struct rgb colour, double alpha);
/* The path of a ridge across the area: noise of `high` around `base`, hills
 * `wide` apart, closed at the bottom of the area. */
void easel_ridge(const struct easel *easel, uint64_t seed, double base, double high, double wide,
		 int octaves);
/* Where the ground lies at a depth; the actors stand at 1. */
double easel_ground(const struct easel *easel, double depth);
/* The pool of light the actors stand in. */
void easel_pool(const struct easel *easel);
/* The bank before the lens: its edge at x, `most` high at the sides of the picture
 * and below it in the middle. easel_bank fills it; easel_near is a colour out of the
 * light, as there. */
double easel_bank_at(const struct easel *easel, double x, double most);
struct rgb easel_near(const struct easel *easel, struct rgb colour);
void easel_bank(const struct easel *easel, double most, struct rgb colour);
/* The height of a person at a depth. */
double easel_person(const struct easel *easel, double depth);
/* Things standing side by side: calls for each multiple of `step` that the area
 * shows, with a chance of its own. */
typedef void easel_each_fn(const struct easel *easel, double x, struct chance *chance);
void easel_row(const struct easel *easel, const char *name, double step, easel_each_fn *each);

void easel_cloud(const struct easel *easel, double x, double y, double size, struct rgb light,
		 struct rgb dark, struct chance *chance);
void easel_conifer(const struct easel *easel, double x, double foot, double high,
		   struct rgb colour);
void easel_tree(const struct easel *easel, double x, double foot, double high, struct rgb leaf,
		struct rgb trunk, struct chance *chance);
void easel_tuft(const struct easel *easel, double x, double foot, double high, struct rgb colour,
		struct chance *chance);

#endif
