/* SPDX-License-Identifier: MIT
 *
 * Pictures as cells: their size, their colours, the moment they show.
 */
#include <string.h>

#include "tests/media/clips.h"
#include "tests/media/media.h"
#include "util/palette.h"

#define SIZE_60x20 "\"cols\":60,\"rows\":20"
#define RED "-f lavfi -i color=red:s=160x90:r=10:d=1 "
/* a second of red, then one of blue; one keyframe in all unless said */
#define RED_THEN_BLUE \
	"-f lavfi -i color=red:s=64x36:r=12:d=1 -f lavfi -i color=blue:s=64x36:r=12:d=1 " \
	"-filter_complex [0][1]concat -g 100 -sc_threshold 0 "

struct view {
	int cols, rows;
	struct picture_cell *cells; /* owned */
};

static void look(struct media *media, const char *body, const char *path, struct view *out)
{
	struct message answer;
	media_ask(media, body, path, &answer);
	assert_done(&answer);
	out->cols = (int)json_get_num(answer.body, "cols");
	out->rows = (int)json_get_num(answer.body, "rows");
	size_t bytes = (size_t)(out->cols * out->rows) * sizeof *out->cells;
	assert_int_equal(answer.fd_count, 1);
	assert_int_equal(lseek(answer.fds[0], 0, SEEK_END), bytes);
	out->cells = xmalloc(bytes);
	assert_int_equal(pread(answer.fds[0], out->cells, bytes, 0), bytes);
	message_clear(&answer);
}

static void test_size(void **state)
{
	static const struct {
		const char *size, *source;
		int cols, rows;
	} rows[] = {
		{SIZE_60x20, "160x90", 60, 17},
		{"\"cols\":24,\"rows\":7", "160x90", 24, 7},
		{"\"cols\":60,\"rows\":6", "160x90", 21, 6},
		{"\"cols\":60,\"rows\":20", "90x160", 22, 20},
		{"\"cols\":60,\"rows\":20,\"cell_aspect\":1", "160x90", 36, 20},
		{"\"cols\":1,\"rows\":1", "160x90", 1, 1},
		{"\"cols\":200,\"rows\":1", "16x1600", 1, 1},
	};
	struct media media;
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct view view;
		char *arguments = xasprintf("-f lavfi -i color=red:s=%s:r=10:d=1 -frames:v 1",
					    rows[i].source);
		char *path = clip_make(*state, arguments, "a.png");
		char *body = xasprintf("{\"do\":\"picture\",\"at\":0,%s}", rows[i].size);
		look(&media, body, path, &view);
		assert_int_equal(view.cols, rows[i].cols);
		assert_int_equal(view.rows, rows[i].rows);
		free(view.cells);
		free(body);
		free(path);
		free(arguments);
	}
	assert_int_equal(media_stop(&media), 0);
}

/* 256: never the sixteen that themes change. */
static bool is_indexed(uint32_t colour)
{
	return colour == CELL_DEFAULT || (colour >= 16 && colour < 256);
}
static bool is_basic(uint32_t colour)
{
	return colour == CELL_DEFAULT || colour < 16;
}
static bool is_true(uint32_t colour)
{
	return colour == CELL_DEFAULT || (colour & ~0xffffffu) == CELL_RGB;
}
static bool is_none(uint32_t colour)
{
	return colour == CELL_DEFAULT;
}

static void test_colours(void **state)
{
	static const struct {
		const char *name;
		bool (*is)(uint32_t colour);
	} rows[] = {{"256", is_indexed}, {"16", is_basic}, {"true", is_true}, {"none", is_none}};
	struct media media;
	char *path = clip_make(*state, CLIP_MOVING CLIP_X264, "a.mp4");
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct view view;
		char *body = xasprintf("{\"do\":\"picture\",\"at\":0.5," SIZE_60x20
				       ",\"colours\":\"%s\"}",
				       rows[i].name);
		bool drawn = false;
		look(&media, body, path, &view);
		for (int k = 0; k < view.cols * view.rows; k++) {
			const struct picture_cell *cell = &view.cells[k];
			assert_true(rows[i].is(cell->fg) && rows[i].is(cell->bg));
			assert_true(cell->point >= ' ' && cell->point < 0x10000);
			if (rows[i].is == is_none)
				assert_true(cell->point < 0x7f);
			drawn = drawn || cell->point != ' ';
		}
		assert_true(drawn);
		free(view.cells);
		free(body);
	}
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

static void assert_colour(uint32_t colour, uint32_t rgb)
{
	enum { NEAR = 12 };
	for (int shift = 0; shift <= 16; shift += 8) {
		int is = (int)(colour >> shift & 255), should = (int)(rgb >> shift & 255);
		if (abs(is - should) > NEAR)
			fail_msg("%06x is not near %06x", (unsigned)(colour & 0xffffff),
				 (unsigned)rgb);
	}
}

/* The moment asked for is the one shown, also far behind a keyframe, also behind
 * the end. */
static void test_moment(void **state)
{
	static const struct {
		const char *at;
		uint32_t rgb;
	} rows[] = {{"0", 0xff0000},    {"0.5", 0xff0000}, {"0.99", 0xff0000},
		    {"1.01", 0x0000ff}, {"1.9", 0x0000ff}, {"99", 0x0000ff},
		    {"1e300", 0x0000ff}, {"\"middle\"", 0x0000ff}};
	static const char *const codecs[] = {
		"-c:v libx264 -preset medium -pix_fmt yuv444p -bf 3 -crf 10 ",
		"-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 2M ",
		"-c:v mpeg4 -q:v 2 ",
		"-c:v libx264 -preset medium -bf 3 -g 5 -crf 10 ",
		"-c:v libx264 -preset medium -bf 3 -g 5 -x264-params open-gop=1 -crf 10 ",
		"-c:v libx264 -preset medium -bf 3 -g 5 -crf 10 ",
		"-c:v libx264 -preset medium -bf 3 -g 5 -crf 10 -movflags frag_keyframe ",
	};
	static const char *const names[] = {"a.mp4", "a.webm", "a.avi", "b.mp4",
					    "a.mkv", "a.ts",   "c.mp4"};
	struct media media;
	media_start(&media, "decode");
	for (size_t c = 0; c < LENGTH(codecs); c++) {
		char *arguments = xasprintf("%s%s", RED_THEN_BLUE, codecs[c]);
		char *path = clip_make(*state, arguments, names[c]);
		for (size_t i = 0; i < LENGTH(rows); i++) {
			struct view view;
			char *body = xasprintf("{\"do\":\"picture\",\"at\":%s," SIZE_60x20
					       ",\"colours\":\"true\"}",
					       rows[i].at);
			look(&media, body, path, &view);
			assert_colour(view.cells[view.cols * view.rows / 2].bg, rows[i].rgb);
			free(view.cells);
			free(body);
		}
		free(path);
		free(arguments);
	}
	assert_int_equal(media_stop(&media), 0);
}

/* What was filmed with a telephone on its side: the top of the frame is where the
 * matrix says. */
static void test_upright(void **state)
{
	struct media media;
	struct view view;
	char *flat = clip_make(*state,
			       "-f lavfi -i color=red:s=80x40:r=10:d=0.5 -vf "
			       "drawbox=w=40:h=40:color=blue:t=fill " CLIP_X264,
			       "flat.mp4");
	/* players turn this anticlockwise: the blue left half comes to lie below */
	char *arguments = xasprintf("-i %s -c copy -metadata:s:v rotate=90", flat);
	char *turned = clip_make(*state, arguments, "turned.mp4");
	media_start(&media, "decode");
	look(&media, "{\"do\":\"picture\",\"at\":0," SIZE_60x20 ",\"colours\":\"true\"}", turned,
	     &view);
	assert_int_equal(view.rows, 20);
	assert_int_equal(view.cols, 20);
	uint32_t top = view.cells[10].bg, bottom = view.cells[19 * 20 + 10].bg;
	assert_colour(top, 0xff0000);
	assert_colour(bottom, 0x0000ff);
	free(view.cells);
	free(arguments);
	free(turned);
	free(flat);
	assert_int_equal(media_stop(&media), 0);
}

/* Of 240 colours the nearest to wood by its numbers is pink. */
static void test_hue(void **state)
{
	struct media media;
	struct view view;
	char *path = clip_make(*state, "-f lavfi -i color=0x9f6f3f:s=64x36:r=10:d=1 -frames:v 1",
			       "a.png");
	media_start(&media, "decode");
	look(&media, "{\"do\":\"picture\",\"at\":0,\"colours\":\"256\"," SIZE_60x20 "}", path,
	     &view);
	uint32_t rgb = palette_rgb(view.cells[view.cols * 10 + 10].bg);
	assert_true((rgb >> 16 & 0xff) > (rgb >> 8 & 0xff));
	assert_true((rgb >> 8 & 0xff) > (rgb & 0xff));
	free(view.cells);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

/* What is transparent keeps the terminal's own colour. */
static void test_transparent(void **state)
{
	struct media media;
	struct view view;
	char *path = clip_make(*state,
			       "-f lavfi -i color=red@0:s=64x36:r=10:d=1,format=rgba -frames:v 1",
			       "a.png");
	media_start(&media, "decode");
	look(&media, "{\"do\":\"picture\",\"at\":0," SIZE_60x20 "}", path, &view);
	for (int i = 0; i < view.cols * view.rows; i++) {
		assert_int_equal(view.cells[i].bg, CELL_DEFAULT);
		assert_int_equal(view.cells[i].point, ' ');
	}
	free(view.cells);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

static void test_bad_wishes(void **state)
{
	static const struct {
		const char *body, *says;
	} rows[] = {
		{"{\"do\":\"picture\",\"cols\":0,\"rows\":5}", "columns and rows"},
		{"{\"do\":\"picture\",\"cols\":5000,\"rows\":5}", "columns and rows"},
		{"{\"do\":\"picture\"}", "columns and rows"},
		{"{\"do\":\"picture\",\"cols\":5,\"rows\":5,\"colours\":\"blue\"}", "colours are"},
		{"{\"do\":\"picture\",\"cols\":5,\"rows\":5,\"cell_aspect\":0}", "cell_aspect"},
	};
	struct media media;
	char *path = clip_make(*state, RED "-frames:v 1", "a.png");
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct message answer;
		media_ask(&media, rows[i].body, path, &answer);
		assert_error(&answer, "invalid", rows[i].says);
		message_clear(&answer);
	}
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_size, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_colours, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_moment, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_upright, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_hue, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_transparent, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_bad_wishes, clips_enter, clips_leave),
	};
	return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
