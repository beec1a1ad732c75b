/* SPDX-License-Identifier: MIT */
#include "media/draw/scenery.h"

/* clang-format off */
static const struct scenery places[] = {
	/*		       sky, far, ground, middle, front; depths */
	[PLACE_NONE] = {{paint_studio_sky, NULL, paint_studio_floor, NULL, NULL}, 4, 4},
	[PLACE_INDOOR] = {{paint_studio_sky, NULL, paint_boards, paint_wall, NULL},
		ROOM_DEPTH, 1.9},
	[PLACE_STREET] = {{paint_open_sky, paint_skyline, paint_paving, paint_houses, NULL},
		4.2, 3.6},
	[PLACE_FIELD] = {{paint_open_sky, paint_hills, paint_meadow, paint_hedges,
		paint_grass_front}, 6, 5},
	[PLACE_FOREST] = {{paint_open_sky, paint_woods, paint_forest_floor, paint_trunks,
		paint_branches}, 3.4, 3},
	[PLACE_MOUNTAIN] = {{paint_open_sky, paint_peaks, paint_heath, paint_pines, NULL}, 6, 5},
	[PLACE_SEA] = {{paint_open_sky, paint_islands, paint_water, NULL, NULL}, 6, 5},
	[PLACE_UNDERWATER] = {{paint_water_sky, paint_reef, paint_sea_floor, paint_weed,
		paint_weed_front}, 3.2, 3},
	[PLACE_DESERT] = {{paint_open_sky, paint_dunes, paint_sand, paint_cacti, NULL}, 6, 5},
	[PLACE_SKY] = {{paint_open_sky, paint_cloud_banks, paint_cloud_floor, NULL,
		paint_cloud_front}, 5, 5},
	[PLACE_SPACE] = {{paint_space_sky, paint_moon_ridge, paint_moon_dust, paint_boulders,
		NULL}, 4, 4},
};
/* clang-format on */

const struct scenery *scenery_of(enum place place)
{
	return &places[place];
}
