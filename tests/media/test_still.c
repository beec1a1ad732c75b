/* SPDX-License-Identifier: MIT
 *
 * Stills: which moment they show, their exact size and shape, what kind of file.
 */
#include <fcntl.h>
#include <math.h>
#include <string.h>

#include "tests/media/clips.h"
#include "tests/media/media.h"
#include "util/buf.h"
#include "util/file.h"

/* Each frame a shade of its own. */
#define SHADES "-f lavfi -i nullsrc=s=64x36:r=24:d=4,geq=lum=16+2*N:cb=128:cr=128 "
#define STRIPES                                                                                    \
	"-f lavfi -i color=red:s=%s,format=gbrp -f lavfi -i color=lime:s=%s,format=gbrp "          \
	"-f lavfi -i color=blue:s=%s,format=gbrp "                                                 \
	"-filter_complex [0][1][2]%s=inputs=3 -frames:v 1 "

struct still {
	int fd; /* the file */
	char *type;
	double at;
};

static void still_ask(struct media *media, const char *body, const char *path, struct still *out)
{
	struct message answer;
	media_ask(media, body, path, &answer);
	assert_done(&answer);
	assert_int_equal(answer.fd_count, 1);
	assert_int_equal(lseek(answer.fds[0], 0, SEEK_END), json_get_num(answer.body, "bytes"));
	out->fd = dup(answer.fds[0]);
	out->type = xstrdup(json_get_str(answer.body, "type"));
	out->at = json_get_num(answer.body, "at");
	message_clear(&answer);
}

static void still_clear(struct still *still)
{
	close(still->fd);
	free(still->type);
}

/* What the media process sees in it. */
static void assert_size(struct media *media, const struct still *still, int width, int height)
{
	struct message answer;
	media_send(media, "{\"do\":\"probe\"}", &still->fd, 1);
	media_end(media, &answer);
	assert_done(&answer);
	const struct json *video = json_get(answer.body, "video");
	assert_int_equal(json_get_num(video, "width"), width);
	assert_int_equal(json_get_num(video, "height"), height);
	message_clear(&answer);
}

/* The colour at a corner: 0 … 3 as they are read. */
static uint32_t colour_at(struct media *media, const struct still *still, int corner)
{
	struct message answer;
	struct picture_cell cells[64];
	media_send(media,
		   "{\"do\":\"picture\",\"cols\":8,\"rows\":8,\"cell_aspect\":1,\"colours\":"
		   "\"true\"}",
		   &still->fd, 1);
	media_end(media, &answer);
	assert_done(&answer);
	int cols = (int)json_get_num(answer.body, "cols");
	int rows = (int)json_get_num(answer.body, "rows");
	size_t bytes = (size_t)(cols * rows) * sizeof *cells;
	assert_true(bytes <= sizeof cells);
	assert_int_equal(pread(answer.fds[0], cells, bytes, 0), bytes);
	message_clear(&answer);
	const struct picture_cell *cell =
		&cells[(corner / 2 ? rows - 1 : 0) * cols + (corner % 2 ? cols - 1 : 0)];
	return (cell->point == ' ' ? cell->bg : cell->fg) & 0xffffff;
}

static int shade(struct media *media, const struct still *still)
{
	uint32_t colour = colour_at(media, still, 0);
	return (int)lrint((colour & 0xff) * 219.0 / 255 / 2);
}

static void test_moment(void **state)
{
	static const struct {
		double in;
		int frame, rate, shown;
	} rows[] = {
		{0, 0, 24, 0},      {0, 95, 24, 95},  {0, 96, 24, 95}, /* it lasts no longer */
		{0.5, 35, 24, 47},  /* in to 2 s: the last one is that before 2 s */
		{0.51, 35, 24, 47}, /* begins with the nearest, as the cut does */
		{0, 29, 30, 23},    /* frame 29 of 30 a second */
		{0, 39, 10, 94},    {3.2, 0, 24, 77}, {3, 0, 24, 72},
	};
	static const char *const arguments[] = {
		SHADES "-c:v libx264 -qp 0 -g 24 -pix_fmt yuv420p",
		SHADES "-c:v libx264 -qp 4 -g 250 -bf 3 -pix_fmt yuv420p",
	};
	struct media media;
	media_start(&media, "decode");
	for (size_t a = 0; a < LENGTH(arguments); a++) {
		char *path = clip_make(*state, arguments[a], "a.mp4");
		for (size_t i = 0; i < LENGTH(rows); i++) {
			struct still still;
			char *body = xasprintf(
				"{\"do\":\"still\",\"in\":%g,\"frame\":%d,\"rate\":[%d,1],"
				"\"width\":32,\"height\":18}",
				rows[i].in, rows[i].frame, rows[i].rate);
			still_ask(&media, body, path, &still);
			assert_int_equal(lrint(still.at * 24), rows[i].shown);
			assert_int_equal(shade(&media, &still), rows[i].shown);
			still_clear(&still);
			free(body);
		}
		free(path);
	}
	assert_int_equal(media_stop(&media), 0);
}

static void assert_all(struct media *media, const struct still *still, uint32_t wanted)
{
	for (int corner = 0; corner < 4; corner++) {
		uint32_t colour = colour_at(media, still, corner);
		for (int shift = 0; shift < 24; shift += 8) {
			int is = (int)(colour >> shift & 0xff), was = (int)(wanted >> shift & 0xff);
			if (abs(is - was) > 48)
				fail_msg("corner %d is %06x", corner, colour);
		}
	}
}

/* What stands over is cut off evenly, whatever the shape. */
static void test_cover(void **state)
{
	static const struct {
		const char *part, *stack;
		int width, height;
	} rows[] = {
		{"100x100", "hstack", 100, 100},  {"33x100", "hstack", 64, 194},
		{"320x110", "vstack", 1280, 440}, {"7x2", "vstack", 14, 4},
		{"96x54", "hstack", 96, 54},      {"4x900", "hstack", 8, 1800},
	};
	struct media media;
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct still still;
		char *arguments =
			xasprintf(STRIPES, rows[i].part, rows[i].part, rows[i].part, rows[i].stack);
		char *path = clip_make(*state, arguments, "a.png");
		char *body = xasprintf("{\"do\":\"still\",\"in\":0,\"frame\":0,\"rate\":[24,1],"
				       "\"width\":%d,\"height\":%d}",
				       rows[i].width, rows[i].height);
		still_ask(&media, body, path, &still);
		assert_string_equal(still.type, "image/png");
		assert_size(&media, &still, rows[i].width, rows[i].height);
		assert_all(&media, &still, 0x00ff00);
		still_clear(&still);
		free(body);
		free(path);
		free(arguments);
	}
	assert_int_equal(media_stop(&media), 0);
}

/* A picture with how the camera was held. */
static char *turned_picture(const struct clips *clips, const char *path, char orientation)
{
	char app[] = "\xff\xe1\0\x22"
		     "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
	struct buf bytes = {0};
	struct err err = {0};
	app[28] = orientation;
	assert_fine(file_read(AT_FDCWD, path, 1 << 20, &bytes, &err), &err);
	struct buf whole = {0};
	buf_add(&whole, bytes.data, 2);
	buf_add(&whole, app, sizeof app - 1);
	buf_add(&whole, bytes.data + 2, bytes.len - 2);
	char *turned = clip_write(clips, whole.data, whole.len, "turned.jpg");
	buf_free(&whole);
	buf_free(&bytes);
	return turned;
}

static void test_upright(void **state)
{
#define BODY "{\"do\":\"still\",\"in\":0,\"frame\":0,\"rate\":[24,1],\"width\":48,\"height\":144}"
	struct media media;
	struct still still;
	char *stripes = xasprintf(STRIPES, "144x48", "144x48", "144x48", "vstack");
	char *lying = clip_make(*state, stripes, "a.jpg");
	char *turned = turned_picture(*state, lying, 6);
	media_start(&media, "decode");
	/* Turned clockwise the middle stripe stands, and is all that is left. */
	still_ask(&media, BODY, turned, &still);
	assert_size(&media, &still, 48, 144);
	assert_all(&media, &still, 0x00ff00);
	still_clear(&still);
	free(turned);
	free(lying);
	free(stripes);

	char *clip = clip_make(*state, CLIP_MOVING CLIP_X264 "-metadata:s:v rotate=90", "b.mp4");
	still_ask(&media, BODY, clip, &still);
	assert_size(&media, &still, 48, 144);
	still_clear(&still);
	free(clip);
	assert_int_equal(media_stop(&media), 0);
}

static void test_kind(void **state)
{
#define ASK "{\"do\":\"still\",\"in\":0,\"frame\":0,\"rate\":[24,1],\"width\":256,\"height\":144,"
	struct media media;
	struct still still;
	struct message answer;
	char *path = clip_make(*state, CLIP_MOVING CLIP_X264, "a.mp4");
	media_start(&media, "decode");
	still_ask(&media, ASK "\"types\":[\"image/jpeg\"]}", path, &still);
	assert_string_equal(still.type, "image/jpeg");
	assert_size(&media, &still, 256, 144);
	still_clear(&still);
	still_ask(&media, ASK "\"types\":[\"image/png\",\"image/jpeg\"],\"bytes\":9000}", path,
		  &still);
	assert_string_equal(still.type, "image/jpeg");
	assert_true(lseek(still.fd, 0, SEEK_END) <= 9000);
	still_clear(&still);
	media_ask(&media, ASK "\"types\":[\"image/png\"],\"bytes\":900}", path, &answer);
	assert_error(&answer, "media", "at most 900 are taken");
	message_clear(&answer);
	media_ask(&media, ASK "\"types\":[\"image/webp\"]}", path, &answer);
	assert_error(&answer, "invalid", "no request for a still");
	message_clear(&answer);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_moment, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_cover, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_upright, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_kind, clips_enter, clips_leave),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
