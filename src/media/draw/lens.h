/* SPDX-License-Identifier: MIT
 *
 * The camera: where it stands and looks at each moment of the clip, and where a
 * thing at some depth then comes to lie. Pure.
 *
 * Places are in picture heights, from the picture's left top corner, as the
 * stage is drawn for a camera at rest. The actors stand at depth 1; what is
 * further off has a greater one. Parallax follows from that alone.
 */
#ifndef MEDIA_DRAW_LENS_H
#define MEDIA_DRAW_LENS_H

#include <stdbool.h>
#include <stdint.h>

#include "media/stage/stage.h"

struct box {
	double x0, y0, x1, y1;
};

struct lens {
	enum move move;
	uint64_t seed;
	double seconds;
	double aspect;  /* width over height */
	double horizon; /* how far down the picture the lines of depth meet */
	double roll;    /* radians; the dutch angle. The stage is drawn rolled */
	double reach;   /* 0 … 1, how far the move goes, set by lens_fit */
};

/* A moment's state. */
struct view {
	double x, y;           /* moved, at the actors' depth */
	double dolly;          /* come forward; 1 would be at the actors */
	double turn_x, turn_y; /* turned: moves all depths alike */
	double zoom;
};

/* The ground is drawn down to here, for a camera that goes back or up. */
#define GROUND_ROWS 1.7

/* How far, at most, the move takes the actors to each side of where they are. */
struct sway {
	double x, y;
};
struct sway lens_sway(enum move move);

/* The move over a stage whose main thing fills `focus`: as large as keeps that
 * inside `safe` all the way. */
void lens_fit(struct lens *lens, struct box focus, struct box safe);
/* `part` of the clip is over, 0 … 1. */
struct view lens_view(const struct lens *lens, double part);
/* How far it may stray from what a few moments of it show. */
double lens_slack(const struct lens *lens);
/* No two depths move differently: the stage may be drawn in one. */
bool lens_is_flat(const struct lens *lens);

/* From this depth on nothing comes nearer. */
#define LENS_ENDLESS 30

/* A thing at `depth` is drawn `scale` times as large, its place (x, y) goes to
 * x × scale + left, y × scale + top. */
struct shift {
	double scale, left, top;
};
struct shift lens_shift(const struct lens *lens, const struct view *view, double depth);
/* Where a box at the actors' depth comes to lie. */
struct box lens_box(const struct lens *lens, const struct view *view, struct box box);

/* The ground runs from the horizon to the actors' feet at `feet` and on. For the
 * row of the picture at `y`: the row of the ground as drawn, and x there =
 * (x here) × step + left. False above the horizon. */
bool lens_ground(const struct lens *lens, const struct view *view, double feet, double y,
		 double *row, double *step, double *left);

#endif
