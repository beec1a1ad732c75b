/* SPDX-License-Identifier: MIT
 *
 * The backdrops: for every place, what is painted on each band of the stage,
 * from the sky to what stands before the lens.
 */
#ifndef MEDIA_DRAW_SCENERY_H
#define MEDIA_DRAW_SCENERY_H

#include "media/draw/easel.h"

enum band {
	BAND_SKY,    /* opaque */
	BAND_FAR,    /* hills, skylines */
	BAND_GROUND, /* runs from the horizon to the viewer */
	BAND_MID,    /* what stands on it behind the actors: walls, trees */
	BAND_FRONT,  /* dark and near, at the frame's edge */
	BANDS,
};

typedef void paint_fn(const struct easel *easel);

struct scenery {
	paint_fn *paint[BANDS]; /* NULL: nothing there */
	double mid;             /* the depth of BAND_MID */
	double deepest;         /* sets stand before this */
};

const struct scenery *scenery_of(enum place place);

/* The bands, each in the file of its kind. */
paint_fn paint_open_sky, paint_studio_sky, paint_space_sky, paint_water_sky;
paint_fn paint_hills, paint_woods, paint_peaks, paint_dunes, paint_skyline, paint_islands,
	paint_reef, paint_cloud_banks, paint_moon_ridge;
paint_fn paint_meadow, paint_forest_floor, paint_heath, paint_sand, paint_paving, paint_boards,
	paint_water, paint_sea_floor, paint_cloud_floor, paint_moon_dust, paint_studio_floor;
paint_fn paint_hedges, paint_trunks, paint_pines, paint_cacti, paint_houses, paint_wall, paint_weed,
	paint_boulders;
paint_fn paint_grass_front, paint_branches, paint_weed_front, paint_cloud_front;

#endif
