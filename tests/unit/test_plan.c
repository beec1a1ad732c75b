/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "check.h"
#include "cut/plan.h"
#include "film/film_json.h"

/* A film of these scenes (JSON), each with a take t001 of `seconds` unless that is
 * 0. */
struct board {
	struct film *film;
	struct take_list *takes;
	struct cut_plan plan;
};

static char take_text[] = "t001", clip_text[] = "takes/x/t001.mp4", digest_text[] = "d1";

static void board_make(struct board *board, const char *fps, const char *scenes,
		       const double *seconds)
{
	struct err err = {0};
	char *text = xasprintf("{\"scenetty\":1,\"size\":\"640x360\",\"fps\":%s,\"scenes\":[%s]}",
			       fps, scenes);
	board->film = film_parse(text, strlen(text), "film", &err);
	if (!board->film)
		fail_msg("%s", err_text(&err));
	free(text);
	board->takes = xcalloc(board->film->scene_count + 1, sizeof *board->takes);
	for (size_t i = 0; i < board->film->scene_count; i++) {
		struct take_list *list = &board->takes[i];
		if (!seconds || seconds[i] == 0)
			continue;
		GROW(list->takes, list->count, list->room);
		list->takes[list->count++] = (struct take){.name = take_text,
							   .clip = clip_text,
							   .sha256 = digest_text,
							   .seconds = seconds[i]};
	}
	assert_fine(cut_plan(board->film, board->takes, &board->plan, &err), &err);
}

static void board_clear(struct board *board)
{
	for (size_t i = 0; i < board->film->scene_count; i++)
		free(board->takes[i].takes);
	free(board->takes);
	film_free(board->film);
	cut_plan_clear(&board->plan);
}

#define TAKE "\"circled\":\"t001\""
#define TRIM(in, out) TAKE ",\"takes\":{\"t001\":{\"in\":" in ",\"out\":" out "}}"

/* What lies in the film of one scene. */
static void test_length(void **state)
{
	static const struct {
		const char *fps, *scene;
		double clip;
		double in, out;
		long frames;
	} rows[] = {
		{"24", "\"seconds\":3", 0, 0, 3, 72},
		{"24", "\"seconds\":3," TAKE, 0, 0, 3, 72}, /* circled, but not there */
		{"24", "\"id\":\"b\"", 0, 0, 5, 120}, /* what a scene lasts that does not say */
		{"24", TAKE, 5.0417, 0, 5.0417, 121},
		{"24", TAKE ",\"seconds\":9", 4, 0, 4, 96}, /* the take counts, not the wish */
		{"24", TRIM("0.5", "2.5"), 5, 0.5, 2.5, 48},
		{"24", TRIM("0.5", "99"), 5, 0.5, 5, 108}, /* held within the clip */
		{"24", TRIM("99", "100"), 5, 5 - 1 / 24., 5, 1},
		{"24", TRIM("3", "3.001"), 5, 3, 3.001, 1},
		{"24", TAKE ",\"takes\":{\"t001\":{\"in\":1}}", 5, 1, 5, 96},
		{"24", TAKE ",\"takes\":{\"t002\":{\"in\":1}}", 5, 0, 5, 120}, /* another's */
		{"24", TAKE, 0.001, 0, 0.001, 1},
		{"24", TAKE, 5.02, 0, 5.02, 120},
		{"24", TAKE, 5.021, 0, 5.021, 121},
		{"29.97", TAKE, 10, 0, 10, 300},
		{"23.976", TAKE, 10, 0, 10, 240},
		{"1", TAKE, 10, 0, 10, 10},
		{"120", TAKE, 10, 0, 10, 1200},
		{"12.5", TAKE, 10, 0, 10, 125},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct board board;
		bool named = strstr(rows[i].scene, "\"id\"");
		char *scene = xasprintf("{%s%s}", named ? "" : "\"id\":\"a\",", rows[i].scene);
		board_make(&board, rows[i].fps, scene, &rows[i].clip);
		const struct cut_part *part = &board.plan.parts[0];
		if (part->frames != rows[i].frames || fabs(part->in - rows[i].in) > 1e-9 ||
		    fabs(part->out - rows[i].out) > 1e-9 || !part->take != (rows[i].clip == 0))
			fail_msg("row %zu: %ld frames from %f to %f", i, part->frames, part->in,
				 part->out);
		assert_int_equal(board.plan.frames, part->frames);
		assert_int_equal(board.plan.animatics, rows[i].clip == 0);
		free(scene);
		board_clear(&board);
	}
}

static void test_what_is_laid(void **state)
{
	struct board board;
	const double seconds[] = {2, 0, 3};
	board_make(&board, "24",
		   "{\"id\":\"a\"," TAKE "},{\"id\":\"b\",\"seconds\":1},{\"id\":\"c\"," TAKE "}",
		   seconds);
	const struct cut_part *parts = board.plan.parts;
	assert_int_equal(board.plan.count, 3);
	assert_int_equal(board.plan.width, 640);
	assert_int_equal(board.plan.height, 360);
	assert_string_equal(parts[0].scene, "a");
	assert_string_equal(parts[0].take, "t001");
	assert_string_equal(parts[0].clip, clip_text);
	assert_string_equal(parts[0].clip_sha256, digest_text);
	assert_null(parts[1].take);
	assert_null(parts[1].clip);
	assert_int_equal(parts[0].at, 0);
	assert_int_equal(parts[1].at, 48);
	assert_int_equal(parts[2].at, 72);
	assert_int_equal(board.plan.frames, 144);
	assert_int_equal(board.plan.samples, 288000);
	assert_int_equal(board.plan.animatics, 1);
	board_clear(&board);
}

#define DISSOLVE(seconds) "\"transition\":{\"kind\":\"dissolve\",\"seconds\":" seconds "}"

static void test_dissolves(void **state)
{
	static const struct {
		double clips[3];
		const char *first, *second, *third; /* transitions */
		long tails[2];
	} rows[] = {
		{{4, 4, 4}, DISSOLVE("0.5"), DISSOLVE("1"), DISSOLVE("1"), {12, 24}},
		{{4, 1, 4}, DISSOLVE("3"), DISSOLVE("3"), DISSOLVE("3"), {12, 12}},
		{{1, 4, 4}, DISSOLVE("3"), "\"notes\":\"\"", "\"notes\":\"\"", {12, 0}},
		/* An odd number of frames, and one that can't be shared. */
		{{4, 25 / 24., 4}, DISSOLVE("3"), DISSOLVE("3"), DISSOLVE("3"), {12, 12}},
		{{4, 1 / 24., 4}, DISSOLVE("3"), DISSOLVE("3"), DISSOLVE("3"), {0, 0}},
		{{4, 4, 4}, DISSOLVE("0.04"), DISSOLVE("0.07"), DISSOLVE("1"), {1, 2}},
		{{4, 4, 4},
		 "\"transition\":{\"kind\":\"cut\"}",
		 DISSOLVE("0.5"),
		 "\"notes\":\"\"",
		 {0, 12}},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct board board;
		char *scenes = xasprintf("{\"id\":\"a\",%s," TAKE "},{\"id\":\"b\",%s," TAKE
					 "},{\"id\":\"c\",%s," TAKE "}",
					 rows[i].first, rows[i].second, rows[i].third);
		board_make(&board, "24", scenes, rows[i].clips);
		const struct cut_part *parts = board.plan.parts;
		for (size_t j = 0; j < 2; j++) {
			assert_int_equal(parts[j].tail, rows[i].tails[j]);
			assert_int_equal(parts[j + 1].lead, rows[i].tails[j]);
			assert_int_equal(parts[j + 1].at,
					 parts[j].at + parts[j].frames - parts[j].tail);
		}
		assert_int_equal(parts[0].lead, 0);
		assert_int_equal(parts[2].tail, 0);
		assert_int_equal(board.plan.frames, parts[0].frames + parts[1].frames +
							    parts[2].frames - rows[i].tails[0] -
							    rows[i].tails[1]);
		free(scenes);
		board_clear(&board);
	}
}

/* However long the film, a frame begins within half a sample of its time, and the
 * samples of its frames add up to its own. */
static void test_samples(void **state)
{
	static const struct film_rate rates[] = {{24, 1}, {30, 1},  {30000, 1001}, {24000, 1001},
						 {1, 1},  {120, 1}, {25, 2},       {59, 7}};
	for (size_t i = 0; i < LENGTH(rates); i++) {
		struct film_rate rate = rates[i];
		long before = 0;
		assert_int_equal(cut_sample(rate, 0), 0);
		for (long frame = 1; frame < 100000; frame++) {
			long now = cut_sample(rate, frame);
			double exact = (double)frame * CUT_SAMPLE_RATE * rate.den / rate.num;
			double each = (double)CUT_SAMPLE_RATE * rate.den / rate.num;
			if (fabs((double)now - exact) > 0.5001 ||
			    fabs((double)(now - before) - each) > 1)
				fail_msg("%d/%d: frame %ld begins at %ld", rate.num, rate.den,
					 frame, now);
			before = now;
		}
	}
	assert_int_equal(cut_sample((struct film_rate){24, 1}, 1), 2000);
	assert_int_equal(cut_sample((struct film_rate){30000, 1001}, 5), 8008);
	assert_int_equal(cut_sample((struct film_rate){30000, 1001}, 1), 1602);
	/* ten thousand scenes of an hour at 120 frames a second */
	assert_int_equal(cut_sample((struct film_rate){120, 1}, 4320000000), 1728000000000);
}

static void test_no_scenes(void **state)
{
	struct film *film = film_new();
	struct cut_plan plan;
	struct err err = {0};
	assert_int_equal(cut_plan(film, NULL, &plan, &err), -1);
	assert_int_equal(err.kind, ERR_INVALID);
	assert_non_null(strstr(err_text(&err), "no scenes"));
	cut_plan_clear(&plan);
	err_clear(&err);
	film_free(film);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_length),    cmocka_unit_test(test_what_is_laid),
		cmocka_unit_test(test_dissolves), cmocka_unit_test(test_samples),
		cmocka_unit_test(test_no_scenes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
