/* SPDX-License-Identifier: MIT
 *
 * The parts of the drawing that can be told without looking: where things stand,
 * how the lens moves, what a row of pixels becomes, how loud a room is.
 */
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "media/draw/comb.h"
#include "media/draw/compose.h"
#include "media/draw/frame.h"
#include "media/draw/roomtone.h"
#include "stages.h"
#include "util/mem.h"

#define DEEPEST 5

static void load(const struct stage *stage, struct figure *figures)
{
	struct err err = {0};
	for (size_t i = 0; i < stage->count; i++)
		if (figure_load(&figures[i], &stage->things[i], &err) < 0)
			fail_msg("%s", err_text(&err));
}

static struct lens lens_for(const struct stage *stage, const struct composition *view)
{
	struct lens lens = {.move = stage->move,
			    .seed = 7,
			    .seconds = 4,
			    .aspect = view->aspect,
			    .horizon = view->horizon,
			    .roll = view->roll};
	lens_fit(&lens, view->focus, view->safe);
	return lens;
}

static bool inside(struct box safe, struct box box)
{
	const double hair = 1e-6;
	return box.x0 > safe.x0 - hair && box.y0 > safe.y0 - hair && box.x1 < safe.x1 + hair &&
	       box.y1 < safe.y1 + hair;
}

static void check_safe(const struct stage *stage, const struct composition *view)
{
	struct lens lens = lens_for(stage, view);
	for (int i = 0; i < 97; i++) {
		struct view at = lens_view(&lens, i / 96.0);
		if (!inside(view->safe, lens_box(&lens, &at, view->focus)))
			fail_msg("%s, %s, %s, %s, aspect %.2f: cut at %d/96",
				 stage->things[0].pictogram, shot_word(stage->shot),
				 angle_word(stage->angle), move_word(stage->move), view->aspect, i);
	}
	if (stage->move != MOVE_STATIC && lens.reach < 0.3)
		fail_msg("%s, %s, %s, %s, aspect %.2f: hardly moves (%.2f)",
			 stage->things[0].pictogram, shot_word(stage->shot),
			 angle_word(stage->angle), move_word(stage->move), view->aspect,
			 lens.reach);
}

static void faces_are_never_cut(void **state)
{
	static const char *const casts[] = {
		"a🐱 a👵 s🏠 p🧶", "a🧑‍🚒", "a👧 e🔥", "a🐈 u☀", "a🐳", "p🔑 s🏠", "s🏠"};
	static const double aspects[] = {1.9, 0.6, 1, 2.6};
	for (size_t c = 0; c < LENGTH(casts); c++) {
		struct stage stage = stage_made(casts[c]);
		struct figure figures[STAGE_THINGS_MAX] = {0};
		load(&stage, figures);
		for (unsigned i = 0; i < 6 * 5 * 15; i++)
			for (size_t a = 0; a < LENGTH(aspects); a++) {
				struct composition view;
				stage.shot = i % 6;
				stage.angle = i / 6 % 5;
				stage.move = i / 30;
				compose(&stage, figures, DEEPEST, aspects[a], i, &view);
				check_safe(&stage, &view);
			}
		for (size_t i = 0; i < stage.count; i++)
			figure_clear(&figures[i]);
		stage_clear(&stage);
	}
}

/* A race car in a city: neither hides the other. */
static void a_car_leaves_room_for_the_town(void **state)
{
	struct stage stage = stage_made("s🏎 s🏢");
	struct figure figures[STAGE_THINGS_MAX] = {0};
	stage.shot = SHOT_FULL;
	load(&stage, figures);
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct composition view;
		compose(&stage, figures, DEEPEST, 1.9, seed, &view);
		assert_true(view.focus.x1 - view.focus.x0 < 0.6 * view.aspect);
	}
	figure_clear(&figures[0]);
	figure_clear(&figures[1]);
	stage_clear(&stage);
}

/* Who stands on the jetty stays dry. */
static void waves_come_no_nearer_than_the_shore(void **state)
{
	struct stage stage = stage_made("a👩 e🌊");
	struct figure figures[STAGE_THINGS_MAX] = {0};
	size_t waves = 0;
	stage.place = PLACE_SEA;
	load(&stage, figures);
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct composition view;
		compose(&stage, figures, DEEPEST, 1.9, seed, &view);
		for (size_t i = 0; i < view.count; i++) {
			waves += view.placed[i].thing == 1;
			assert_true(view.placed[i].thing != 1 || view.placed[i].depth >= 1.5);
		}
	}
	assert_true(waves >= 20);
	figure_clear(&figures[0]);
	figure_clear(&figures[1]);
	stage_clear(&stage);
}

static void cast_keep_their_side(void **state)
{
	struct stage stage = stage_made("a🐱 a👵 s🏠");
	struct figure figures[STAGE_THINGS_MAX] = {0};
	stage.things[0].cast_index = 4;
	stage.things[1].cast_index = 1;
	load(&stage, figures);
	for (uint64_t seed = 0; seed < 40; seed++)
		for (unsigned shot = 0; shot < 6; shot++) {
			struct composition view;
			stage.shot = shot;
			compose(&stage, figures, DEEPEST, 1.9, seed, &view);
			for (size_t i = 0; i < view.count; i++) {
				if (view.placed[i].thing == 0)
					assert_true(view.placed[i].x < view.aspect / 2);
				if (view.placed[i].thing == 1)
					assert_true(view.placed[i].x > view.aspect / 2);
			}
		}
	for (size_t i = 0; i < stage.count; i++)
		figure_clear(&figures[i]);
	stage_clear(&stage);
}

static void another_seed_restages(void **state)
{
	struct stage stage = stage_made("a👧 a🐕 s🏠 p🔑");
	struct figure figures[STAGE_THINGS_MAX] = {0};
	struct composition first, second;
	load(&stage, figures);
	compose(&stage, figures, DEEPEST, 1.9, 1, &first);
	compose(&stage, figures, DEEPEST, 1.9, 1, &second);
	assert_memory_equal(&first, &second, sizeof first);
	compose(&stage, figures, DEEPEST, 1.9, 2, &second);
	assert_memory_not_equal(first.placed, second.placed, sizeof first.placed);
	for (size_t i = 0; i < stage.count; i++)
		figure_clear(&figures[i]);
	stage_clear(&stage);
}

static void near_things_move_further(void **state)
{
	struct lens lens = {
		.move = MOVE_TRUCK_RIGHT, .seconds = 4, .aspect = 1.8, .horizon = 0.5, .reach = 1};
	struct view from = lens_view(&lens, 0), to = lens_view(&lens, 1);
	double last = INFINITY;
	for (double depth = 0.6; depth < 20; depth *= 1.5) {
		double way =
			lens_shift(&lens, &from, depth).left - lens_shift(&lens, &to, depth).left;
		assert_true(way > 0 && way < last);
		last = way;
	}
	lens.move = MOVE_PAN_RIGHT;
	from = lens_view(&lens, 0);
	to = lens_view(&lens, 1);
	assert_true(fabs(lens_shift(&lens, &from, 1).left - lens_shift(&lens, &to, 1).left -
			 lens_shift(&lens, &from, 9).left + lens_shift(&lens, &to, 9).left) < 1e-9);
	assert_true(lens_is_flat(&lens));
}

/* The ground at the depth of a thing moves as the thing does. */
static void ground_goes_with_what_stands_on_it(void **state)
{
	for (unsigned move = MOVE_PUSH_IN; move <= MOVE_ZOOM_OUT; move++) {
		struct lens lens = {
			.move = move, .seconds = 4, .aspect = 1.8, .horizon = 0.5, .reach = 1};
		struct view view = lens_view(&lens, 0.2);
		double depth = 1.7, feet = 0.9, row, step, left;
		struct shift to = lens_shift(&lens, &view, depth);
		double y = 0.5 + (feet - 0.5) / depth, x = 0.4;
		assert_true(
			lens_ground(&lens, &view, feet, y * to.scale + to.top, &row, &step, &left));
		assert_true(fabs(row - y) < 1e-6);
		assert_true(fabs((x * to.scale + to.left) * step + left - x) < 1e-6);
	}
}

static cairo_surface_t *noise_surface(cairo_format_t format, int width, int height)
{
	cairo_surface_t *out = cairo_image_surface_create(format, width, height);
	unsigned char *data = cairo_image_surface_get_data(out);
	struct chance chance = chance_of(3, "noise");
	for (int i = 0; i < cairo_image_surface_get_stride(out) * height; i += 4)
		for (int k = 3, alpha = 255; k >= 0; k--) {
			data[i + k] = (unsigned char)chance_index(&chance, alpha + 1);
			alpha = k == 3 ? data[i + 3] : alpha;
		}
	cairo_surface_mark_dirty(out);
	return out;
}

struct sheet {
	uint8_t luma[64 * 48], chroma[2][32 * 24];
	struct canvas canvas;
};

static void sheet_set(struct sheet *sheet)
{
	memset(sheet->luma, 90, sizeof sheet->luma);
	memset(sheet->chroma, 128, sizeof sheet->chroma);
	sheet->canvas = (struct canvas){
		{sheet->luma, sheet->chroma[0], sheet->chroma[1]}, {64, 32, 32}, 64, 48};
}

static void an_art_in_its_place_is_itself(void **state)
{
	cairo_surface_t *surface = noise_surface(CAIRO_FORMAT_RGB24, 64, 48);
	struct flat flat = {.step_x = 1, .step_y = 1};
	struct sheet sheet;
	struct art art;
	sheet_set(&sheet);
	art_make(&art, surface, &grade_none);
	frame_lay(&sheet.canvas, &art, sight_flat, &flat, 256);
	assert_memory_equal(sheet.luma, art.luma.value[0], sizeof sheet.luma);
	assert_memory_equal(sheet.chroma[1], art.chroma.value[1], sizeof sheet.chroma[1]);
	art_clear(&art);
	cairo_surface_destroy(surface);
}

/* Anywhere, at any size, half off the canvas: no byte outside is touched (the
 * sanitizers look), nothing that is not there is drawn. */
static void arts_lie_anywhere(void **state)
{
	cairo_surface_t *surface = noise_surface(CAIRO_FORMAT_ARGB32, 30, 22);
	struct chance chance = chance_of(5, "places");
	struct art art;
	art_make(&art, surface, &grade_none);
	for (int i = 0; i < 3000; i++) {
		struct flat flat = {
			chance_between(&chance, -70, 40), chance_between(&chance, -60, 30),
			chance_between(&chance, 0.2, 3), chance_between(&chance, 0.2, 3)};
		struct sheet sheet, before;
		double right = (art.luma.width - flat.x) / flat.step_x;
		sheet_set(&sheet);
		before = sheet;
		frame_lay(&sheet.canvas, &art, sight_flat, &flat, i % 257);
		for (int x = right < 0 ? 0 : (int)right + 2; x < 64; x++)
			assert_int_equal(sheet.luma[64 * 20 + x], before.luma[64 * 20 + x]);
	}
	art_clear(&art);
	cairo_surface_destroy(surface);
}

static void a_comb_is_as_exact_as_a_finger(void **state)
{
	uint8_t row[200], out[72];
	struct chance chance = chance_of(9, "row");
	for (size_t i = 0; i < sizeof row; i++)
		row[i] = (uint8_t)chance_index(&chance, 256);
	for (int step = 30000; step < COMB_STEP_MAX; step += 7777) {
		struct comb comb;
		comb_make(&comb, 12345, step, 60);
		comb_draw(&comb, 0, comb.count, row, out);
		for (int x = 0; x < 60; x++) {
			int at = 12345 + x * step, part = at >> 8 & 255;
			int left = row[at >> 16], right = row[(at >> 16) + 1];
			assert_int_equal(out[x], (left * (256 - part) + right * part + 128) >> 8);
		}
		comb_clear(&comb);
	}
}

static double loudness(enum place place, enum light light)
{
	const long count = 2 * 48000;
	struct roomtone tone = roomtone_of(place, light, 3, count);
	int16_t *samples = xcalloc(2 * (size_t)count, sizeof *samples);
	double sum = 0;
	roomtone_next(&tone, samples, count);
	assert_true(abs(samples[0]) < 3 && abs(samples[2 * count - 1]) < 3);
	for (long i = 0; i < 2 * count; i++)
		sum += (double)samples[i] * samples[i];
	free(samples);
	return 10 * log10(sum / (2.0 * (double)count)) - 20 * log10(32768);
}

static void rooms_are_quiet(void **state)
{
	for (unsigned i = 0; i <= PLACE_SPACE; i++)
		for (unsigned light = 0; light <= LIGHT_NEON; light += 4) {
			double level = loudness(i, light);
			assert_true(level < -45 && level > -75);
		}
	assert_true(loudness(PLACE_INDOOR, LIGHT_FIRE) < -45);
	assert_true(loudness(PLACE_SEA, LIGHT_STORM) < -45);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faces_are_never_cut),
		cmocka_unit_test(a_car_leaves_room_for_the_town),
		cmocka_unit_test(waves_come_no_nearer_than_the_shore),
		cmocka_unit_test(cast_keep_their_side),
		cmocka_unit_test(another_seed_restages),
		cmocka_unit_test(near_things_move_further),
		cmocka_unit_test(ground_goes_with_what_stands_on_it),
		cmocka_unit_test(an_art_in_its_place_is_itself),
		cmocka_unit_test(arts_lie_anywhere),
		cmocka_unit_test(a_comb_is_as_exact_as_a_finger),
		cmocka_unit_test(rooms_are_quiet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
