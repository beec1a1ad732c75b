/* SPDX-License-Identifier: MIT
 *
 * A clip played: the frame of each moment asked for, in half blocks, forward and back,
 * until it is cancelled.
 */
#include <fcntl.h>
#include <string.h>

#include "tests/media/clips.h"
#include "tests/media/media.h"

#define SIZE_40x11 "\"cols\":40,\"rows\":11"
#define HALF 0x2580
#define FPS 12
/* a second of red, one of green, one of blue; one keyframe in all */
#define THREE                                                                                      \
	"-f lavfi -i color=red:s=64x36:r=12:d=1 -f lavfi -i color=lime:s=64x36:r=12:d=1 "          \
	"-f lavfi -i color=blue:s=64x36:r=12:d=1 -filter_complex [0][1][2]concat=n=3 "             \
	"-g 100 -sc_threshold 0 -c:v libx264 -pix_fmt yuv444p -bf 3 -crf 10 "

struct frame {
	double at, of, step;
	int cols, rows;
	struct picture_cell *cells; /* owned */
};

static void begin(struct media *media, const char *path, const char *body)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	media_send(media, body, &fd, 1);
	close(fd);
}

static void say(struct media *media, enum message_type type, double at)
{
	struct json *body = json_new_object();
	json_set_num(body, "at", at);
	assert_int_equal(message_send(media->reader.fd, type, media->id, body, NULL, 0, NULL), 0);
	json_free(body);
}

/* The next message but for those that only say that it is on its way. */
static void hear(struct media *media, struct message *out)
{
	for (;;) {
		media_next(media, out);
		if (out->type != MESSAGE_PROGRESS || out->fd_count)
			return;
		message_clear(out);
	}
}

static void next(struct media *media, struct frame *frame)
{
	struct message answer;
	hear(media, &answer);
	if (answer.type != MESSAGE_PROGRESS)
		fail_msg("no frame: %s", json_get_str(answer.body, "text"));
	assert_int_equal(answer.fd_count, 1);
	*frame = (struct frame){
		.at = json_get_num(answer.body, "done"),
		.of = json_get_num(answer.body, "of"),
		.step = json_get_num(answer.body, "step"),
		.cols = (int)json_get_num(answer.body, "cols"),
		.rows = (int)json_get_num(answer.body, "rows"),
	};
	size_t bytes = (size_t)(frame->cols * frame->rows) * sizeof *frame->cells;
	frame->cells = xmalloc(bytes);
	assert_int_equal(pread(answer.fds[0], frame->cells, bytes, 0), bytes);
	message_clear(&answer);
}

static void see(struct media *media, double at, struct frame *frame)
{
	say(media, MESSAGE_MORE, at);
	next(media, frame);
}

static void stop(struct media *media)
{
	struct message answer;
	say(media, MESSAGE_CANCEL, 0);
	hear(media, &answer);
	assert_error(&answer, "cancelled", "cancelled");
	message_clear(&answer);
}

static void assert_colour(uint32_t colour, uint32_t rgb)
{
	enum { NEAR = 12 };
	assert_true(colour & CELL_RGB);
	for (int shift = 0; shift <= 16; shift += 8)
		if (abs((int)(colour >> shift & 255) - (int)(rgb >> shift & 255)) > NEAR)
			fail_msg("%06x is not near %06x", (unsigned)colour, (unsigned)rgb);
}

/* On, over what lies between, beyond the end, back, by a frame. */
static void test_moments(void **state)
{
	static const struct {
		double at, shown;
		uint32_t rgb;
	} rows[] = {
		{0, 0, 0xff0000},
		{0.05, 0, 0xff0000},
		{11.5 / FPS, 11.0 / FPS, 0xff0000},
		{1, 1, 0x00ff00},
		{1 + 1.25 / FPS, 1 + 1.0 / FPS, 0x00ff00},
		{2.5, 2.5, 0x0000ff},
		{99, 3 - 1.0 / FPS, 0x0000ff},
		{0.99, 11.0 / FPS, 0xff0000},
		{2.99, 3 - 1.0 / FPS, 0x0000ff},
		{-1, 0, 0xff0000},
		{1e300, 3 - 1.0 / FPS, 0x0000ff},
	};
	struct media media;
	char *path = clip_make(*state, THREE, "a.mp4");
	media_start(&media, "decode");
	begin(&media, path, "{\"do\":\"play\"," SIZE_40x11 ",\"colours\":\"true\"}");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct frame frame;
		see(&media, rows[i].at, &frame);
		assert_float_equal(frame.at, rows[i].shown, 0.002);
		assert_float_equal(frame.of, 3, 0.002);
		assert_float_equal(frame.step, 1.0 / FPS, 0.0001);
		assert_int_equal(frame.cols, 39);
		assert_int_equal(frame.rows, 11);
		for (int k = 0; k < frame.cols * frame.rows; k++) {
			assert_colour(frame.cells[k].fg, rows[i].rgb);
			assert_colour(frame.cells[k].bg, rows[i].rgb);
		}
		free(frame.cells);
	}
	stop(&media);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

/* The upper half of a cell is its ink, the lower its ground. */
static void test_halves(void **state)
{
	static const struct {
		const char *colours;
		uint32_t red, blue;
	} rows[] = {
		{"true", CELL_RGB | 0xfe0000, CELL_RGB | 0x0000fe}, {"256", 196, 21}, {"16", 9, 4}};
	struct media media;
	char *path = clip_make(*state,
			       "-f lavfi -i color=red:s=16x18:r=10:d=1 -vf format=yuv444p,"
			       "drawbox=y=9:h=9:color=blue:t=fill -c:v ffv1 -pix_fmt yuv444p",
			       "a.mkv");
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct frame frame;
		char *body =
			xasprintf("{\"do\":\"play\",\"cols\":16,\"rows\":9,\"colours\":\"%s\"}",
				  rows[i].colours);
		begin(&media, path, body);
		see(&media, 0, &frame);
		assert_int_equal(frame.cols, 16);
		assert_int_equal(frame.rows, 9);
		const struct picture_cell *middle = &frame.cells[4 * 16];
		assert_int_equal(middle->point, HALF);
		assert_true(abs((int)(middle->fg - rows[i].red)) < 0x20000);
		assert_true(abs((int)(middle->bg - rows[i].blue)) < 3);
		assert_int_equal(frame.cells[0].point, ' ');
		assert_int_equal(frame.cells[0].bg, middle->fg);
		assert_int_equal(frame.cells[8 * 16].bg, middle->bg);
		free(frame.cells);
		stop(&media);
		free(body);
	}
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

/* Without colours it is ASCII. */
static void test_plain(void **state)
{
	struct media media;
	struct frame frame;
	bool drawn = false;
	char *path = clip_make(*state, CLIP_MOVING CLIP_X264, "a.mp4");
	media_start(&media, "decode");
	begin(&media, path, "{\"do\":\"play\"," SIZE_40x11 ",\"colours\":\"none\"}");
	see(&media, 0.5, &frame);
	for (int i = 0; i < frame.cols * frame.rows; i++) {
		assert_int_equal(frame.cells[i].fg, CELL_DEFAULT);
		assert_in_range(frame.cells[i].point, ' ', '~');
		drawn = drawn || frame.cells[i].point != ' ';
	}
	assert_true(drawn);
	free(frame.cells);
	stop(&media);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

/* What changes by less than eye and line are worth stays as it stands; more does not. */
static void test_small_changes(void **state)
{
	struct media media;
	struct frame first, second, third;
	char *path = clip_make(*state,
			       "-f lavfi -i color=0x646464:s=32x18:r=10:d=1 -f lavfi -i "
			       "color=0x696969:s=32x18:r=10:d=1 -f lavfi -i "
			       "color=0x6e6e6e:s=32x18:r=10:d=1 "
			       "-filter_complex [0][1][2]concat=n=3 -c:v ffv1 -pix_fmt bgr0",
			       "a.mkv");
	media_start(&media, "decode");
	begin(&media, path, "{\"do\":\"play\"," SIZE_40x11 ",\"colours\":\"true\"}");
	see(&media, 0.5, &first);
	see(&media, 1.5, &second);
	see(&media, 2.5, &third);
	assert_int_equal(second.cells[0].bg, first.cells[0].bg);
	assert_int_not_equal(third.cells[0].bg, first.cells[0].bg);
	free(first.cells);
	free(second.cells);
	free(third.cells);
	stop(&media);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

/* Moments asked for at once are answered in turn; a still picture is the same at each; and
 * the process serves on. */
static void test_more(void **state)
{
	struct media media;
	struct frame frame;
	struct message answer;
	char *clip = clip_make(*state, THREE, "a.mp4");
	char *still =
		clip_make(*state, "-f lavfi -i color=red:s=64x36:r=10:d=1 -frames:v 1", "a.png");
	media_start(&media, "decode");
	begin(&media, clip, "{\"do\":\"play\"," SIZE_40x11 "}");
	for (int i = 0; i < 12; i++)
		say(&media, MESSAGE_MORE, i * 0.25);
	for (int i = 0; i < 12; i++) {
		next(&media, &frame);
		assert_float_equal(frame.at, i * 0.25, 0.002);
		free(frame.cells);
	}
	stop(&media);
	begin(&media, still, "{\"do\":\"play\"," SIZE_40x11 "}");
	for (int i = 0; i < 4; i++) {
		see(&media, i * 2.5, &frame);
		assert_int_equal(frame.cells[0].bg, 196);
		free(frame.cells);
	}
	stop(&media);
	media_ask(&media, "{\"do\":\"probe\"}", clip, &answer);
	assert_done(&answer);
	message_clear(&answer);
	free(still);
	free(clip);
	assert_int_equal(media_stop(&media), 0);
}

static void test_broken(void **state)
{
	struct media media;
	struct message answer;
	char *path = clip_write(*state, "<html>no clip</html>", 20, "a.mp4");
	char *clip = clip_make(*state, CLIP_MOVING CLIP_X264, "b.mp4");
	media_start(&media, "decode");
	media_ask(&media, "{\"do\":\"play\"," SIZE_40x11 "}", path, &answer);
	assert_int_equal(answer.type, MESSAGE_ERROR);
	assert_string_equal(json_get_str(answer.body, "kind"), "media");
	message_clear(&answer);
	media_ask(&media, "{\"do\":\"play\",\"cols\":0,\"rows\":3}", clip, &answer);
	assert_error(&answer, "invalid", "columns and rows");
	message_clear(&answer);
	media_send(&media, "{\"do\":\"play\"," SIZE_40x11 "}", NULL, 0);
	media_end(&media, &answer);
	assert_error(&answer, "invalid", "one file");
	message_clear(&answer);
	free(path);
	free(clip);
	assert_int_equal(media_stop(&media), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_moments, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_halves, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_plain, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_small_changes, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_more, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_broken, clips_enter, clips_leave),
	};
	return cmocka_run_group_tests_name("play", tests, NULL, NULL);
}
