/* SPDX-License-Identifier: MIT */
#include "media/draw/lens.h"

#include <math.h>

#include "media/draw/chance.h"

/* A clip shorter than this moves less far, so that no move is a blur. */
#define CALM_SECONDS 2.0

/* How each move goes: its share of the reach at the end, the start being the
 * opposite. `hold` turns the camera against its own way, 1 keeping the actors
 * where they are; a dolly and a zoom begin or end that much smaller. */
static const struct way {
	double x, y, turn_x, turn_y;
	double hold;
	double grow; /* 1: ends at its largest, -1: begins there */
	double dolly, zoom;
} ways[] = {
	[MOVE_STATIC] = {0},
	[MOVE_PUSH_IN] = {.grow = 1, .dolly = 0.36},
	[MOVE_PULL_OUT] = {.grow = -1, .dolly = 0.36},
	[MOVE_PAN_LEFT] = {.turn_x = -0.2},
	[MOVE_PAN_RIGHT] = {.turn_x = 0.2},
	[MOVE_TILT_UP] = {.turn_y = -0.14},
	[MOVE_TILT_DOWN] = {.turn_y = 0.14},
	[MOVE_TRUCK_LEFT] = {.x = -0.22},
	[MOVE_TRUCK_RIGHT] = {.x = 0.22},
	[MOVE_CRANE_UP] = {.y = -0.22, .hold = 0.55},
	[MOVE_CRANE_DOWN] = {.y = 0.22, .hold = 0.55},
	[MOVE_ORBIT] = {.x = 0.34, .hold = 1},
	[MOVE_HANDHELD] = {0},
	[MOVE_ZOOM_IN] = {.grow = 1, .zoom = 0.36},
	[MOVE_ZOOM_OUT] = {.grow = -1, .zoom = 0.36},
};

/* Slow away, slow home, and never standing still between. */
static double ease(double part)
{
	return 0.4 * part + 0.6 * part * part * (3 - 2 * part);
}

/* A hand never shakes further than this, each way and turned. */
#define SHAKE_MOVE 0.026
#define SHAKE_TURN 0.016

static void shake(const struct lens *lens, double seconds, struct view *view)
{
	uint64_t seed = lens->seed;
	double move = SHAKE_MOVE * lens->reach, turn = SHAKE_TURN * lens->reach;

	view->x = move * noise_ridge(seed + 11, seconds * 0.45, 3);
	view->y = move * noise_ridge(seed + 22, seconds * 0.5, 3);
	view->turn_x = turn * noise_ridge(seed + 33, seconds * 0.8, 3);
	view->turn_y = turn * noise_ridge(seed + 44, seconds * 0.8, 3);
}

static void rotate(double *x, double *y, double angle)
{
	double c = cos(angle), s = sin(angle), from = *x;

	*x = from * c - *y * s;
	*y = from * s + *y * c;
}

struct view lens_view(const struct lens *lens, double part)
{
	const struct way *way = &ways[lens->move];
	double along = (2 * ease(part) - 1) * lens->reach;
	double small = way->grow > 0 ? ease(part) - 1 : -ease(part);
	struct view view = {.zoom = 1};

	view.x = way->x * along;
	view.y = way->y * along;
	view.turn_x = way->turn_x * along - way->hold * view.x;
	view.turn_y = way->turn_y * along - way->hold * view.y;
	if (way->grow != 0) {
		view.dolly = way->dolly * small * lens->reach;
		view.zoom = 1 / (1 - way->zoom * small * lens->reach);
	}
	if (lens->move == MOVE_HANDHELD)
		shake(lens, part * lens->seconds, &view);
	rotate(&view.x, &view.y, lens->roll);
	rotate(&view.turn_x, &view.turn_y, lens->roll);
	return view;
}

struct sway lens_sway(enum move move)
{
	const struct way *way = &ways[move];

	if (move == MOVE_HANDHELD)
		return (struct sway){SHAKE_MOVE + SHAKE_TURN, SHAKE_MOVE + SHAKE_TURN};
	return (struct sway){fabs(way->x * (1 - way->hold) + way->turn_x),
			     fabs(way->y * (1 - way->hold) + way->turn_y)};
}

double lens_slack(const struct lens *lens)
{
	return lens->move == MOVE_HANDHELD ? SHAKE_MOVE + SHAKE_TURN : 0;
}

bool lens_is_flat(const struct lens *lens)
{
	const struct way *way = &ways[lens->move];

	return way->x == 0 && way->y == 0 && way->dolly == 0 && lens->move != MOVE_HANDHELD;
}

/* The point all lines of depth run to. */
static void vanishing(const struct lens *lens, double *x, double *y)
{
	*x = 0;
	*y = lens->horizon - 0.5;
	rotate(x, y, lens->roll);
	*x += lens->aspect / 2;
	*y += 0.5;
}

struct shift lens_shift(const struct lens *lens, const struct view *view, double depth)
{
	double near = depth - view->dolly, grown = depth / near, x, y;

	if (depth >= LENS_ENDLESS) {
		near = INFINITY;
		grown = 1;
	}
	vanishing(lens, &x, &y);
	return (struct shift){
		.scale = grown * view->zoom,
		.left = lens->aspect / 2 + view->zoom * (x * (1 - grown) - view->x / near -
							 view->turn_x - lens->aspect / 2),
		.top = 0.5 + view->zoom * (y * (1 - grown) - view->y / near - view->turn_y - 0.5),
	};
}

struct box lens_box(const struct lens *lens, const struct view *view, struct box box)
{
	struct shift to = lens_shift(lens, view, 1);

	return (struct box){box.x0 * to.scale + to.left, box.y0 * to.scale + to.top,
			    box.x1 * to.scale + to.left, box.y1 * to.scale + to.top};
}

bool lens_ground(const struct lens *lens, const struct view *view, double feet, double y,
		 double *row, double *step, double *left)
{
	double height = feet - lens->horizon, middle = lens->aspect / 2;
	double below = (y - 0.5) / view->zoom + 0.5 - lens->horizon + view->turn_y;
	double near = (height - view->y) / below, depth;

	if (below < 1e-4 || near <= 0)
		return false;
	depth = fmax(near + view->dolly, height / (GROUND_ROWS - lens->horizon));
	*row = lens->horizon + height / depth;
	*step = near / (depth * view->zoom);
	*left = middle + ((view->turn_x - middle / view->zoom) * near + view->x) / depth;
	return true;
}

/* What touches the edge is inside. */
static bool holds(struct box safe, struct box box)
{
	const double hair = 1e-9;

	return box.x0 > safe.x0 - hair && box.y0 > safe.y0 - hair && box.x1 < safe.x1 + hair &&
	       box.y1 < safe.y1 + hair;
}

static bool stays_inside(const struct lens *lens, struct box focus, struct box safe)
{
	if (lens->move == MOVE_HANDHELD) {
		double most = (SHAKE_MOVE + SHAKE_TURN) * lens->reach;

		return holds(safe, (struct box){focus.x0 - most, focus.y0 - most, focus.x1 + most,
						focus.y1 + most});
	}
	for (int i = 0; i <= 200; i++) {
		struct view view = lens_view(lens, i / 200.0);
		struct box at = lens_box(lens, &view, focus);

		if (!holds(safe, at))
			return false;
	}
	return true;
}

void lens_fit(struct lens *lens, struct box focus, struct box safe)
{
	double low = 0, high = fmin(1, lens->seconds / CALM_SECONDS);

	lens->reach = high;
	if (stays_inside(lens, focus, safe))
		return;
	for (int i = 0; i < 20; i++) {
		lens->reach = (low + high) / 2;
		if (stays_inside(lens, focus, safe))
			low = lens->reach;
		else
			high = lens->reach;
	}
	lens->reach = low;
}
