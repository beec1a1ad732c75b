/* SPDX-License-Identifier: MIT
 *
 * Panels and clips: the same bytes for the same seed, everything that can be
 * asked for draws, text never overflows, the clip is as long as it should be.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "media/av.h"
#include "media/draw/panel.h"
#include "media/task.h"
#include "stages.h"
#include "util/buf.h"
#include "util/mem.h"

static struct panel *open_panel(const struct stage *stage, int width, int height, uint64_t seed)
{
	struct panel_settings settings = {width, height, 24, 1, 48, seed, NULL};
	struct err err = {0};
	struct panel *panel = panel_open(stage, &settings, &err);
	if (!panel)
		fail_msg("%s %s %s %s %s at %dx%d: %s", place_word(stage->place),
			 light_word(stage->light), shot_word(stage->shot), angle_word(stage->angle),
			 move_word(stage->move), width, height, err_text(&err));
	return panel;
}

/* FNV-1a over the picture, without the padding of its rows. */
static uint64_t digest(const AVFrame *frame)
{
	uint64_t sum = 0xcbf29ce484222325u;
	for (int p = 0; p < 3; p++)
		for (int y = 0; y < frame->height / (p ? 2 : 1); y++)
			for (int x = 0; x < frame->width / (p ? 2 : 1); x++)
				sum = (sum ^ frame->data[p][y * frame->linesize[p] + x]) *
				      0x100000001b3u;
	return sum;
}

static uint64_t digest_of(const struct stage *stage, uint64_t seed, long index)
{
	struct panel *panel = open_panel(stage, 320, 180, seed);
	uint64_t sum = digest(panel_frame(panel, index));
	panel_close(panel);
	return sum;
}

static void same_seed_same_picture(void **state)
{
	static const enum move moves[] = {MOVE_STATIC, MOVE_PUSH_IN, MOVE_HANDHELD, MOVE_ORBIT};
	for (size_t i = 0; i < LENGTH(moves); i++) {
		struct stage stage = stage_made("a🐱 a👵 s🏠 e🔥 p🧶");
		struct panel *panel;
		stage.move = moves[i];
		stage.light = LIGHT_FIRE;
		panel = open_panel(&stage, 320, 180, 1);
		panel_frame(panel, 40);
		assert_true(digest(panel_frame(panel, 9)) == digest_of(&stage, 1, 9));
		assert_true(digest_of(&stage, 1, 9) != digest_of(&stage, 1, 10));
		assert_true(digest_of(&stage, 1, 9) != digest_of(&stage, 2, 9));
		panel_close(panel);
		stage_clear(&stage);
	}
}

static void draw_once(const struct stage *stage, int width, int height)
{
	struct panel *panel = open_panel(stage, width, height, 3);
	const AVFrame *frame = panel_frame(panel, 20);
	int low = 255, high = 0;
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			int luma = frame->data[0][y * frame->linesize[0] + x];
			low = luma < low ? luma : low;
			high = luma > high ? luma : high;
		}
	if (low < 14 || high > 238 || high - low < 20)
		fail_msg("%s: luma %d … %d", stage->count ? stage->things[0].word : "", low, high);
	panel_close(panel);
}

static void everything_draws(void **state)
{
	static const int sizes[][2] = {{256, 144}, {144, 256}, {640, 360}, {400, 400}};
	struct stage stage = stage_made("a👧 a🐳 s🌲 u☀ e🔥 e💨 p🔑");
	for (unsigned i = 0; i < 60; i++) {
		const int *size = sizes[i % 4];
		stage.place = i % (PLACE_SPACE + 1);
		stage.light = i % (LIGHT_NEON + 1);
		stage.shot = i % (SHOT_EXTREME_CLOSE + 1);
		stage.angle = i % (ANGLE_DUTCH + 1);
		stage.move = i % (MOVE_ZOOM_OUT + 1);
		stage.mood = i % 11 - 5.0;
		draw_once(&stage, size[0], size[1]);
	}
	stage_clear(&stage);
}

static void effects_draw(void **state)
{
	static const char *const effects[] = {"e❄", "e🌧", "e🌫", "e🍂", "e🎉", "e✨",
					      "e❤", "e🌊",    "e💥",    "a👻", "u🌕"};
	for (size_t i = 0; i < LENGTH(effects); i++) {
		struct stage stage = stage_made(effects[i]);
		draw_once(&stage, 320, 180);
		stage.place = PLACE_INDOOR;
		draw_once(&stage, 320, 180);
		stage_clear(&stage);
	}
}

static void an_empty_stage_is_lit(void **state)
{
	struct stage stage = stage_made("");
	stage.place = PLACE_NONE;
	draw_once(&stage, 320, 180);
	stage_clear(&stage);
}

static void large_ones_draw(void **state)
{
	struct stage stage = stage_made("a🐱 s🏠");
	stage.move = MOVE_PUSH_IN;
	stage.shot = SHOT_EXTREME_CLOSE;
	draw_once(&stage, 3840, 2160);
	stage_clear(&stage);
}

static char *repeat(const char *text, int times)
{
	struct buf out = {0};
	for (int i = 0; i < times; i++)
		buf_add_str(&out, text);
	return buf_take(&out);
}

/* The slate's margins are empty, and it leaves most of the frame to the picture. */
static void check_margins(const AVFrame *frame)
{
	int background = frame->data[0][(frame->height - 1) * frame->linesize[0]];
	int top = frame->height;
	while (top > 0 && frame->data[0][(top - 1) * frame->linesize[0]] == background &&
	       frame->data[0][(top - 1) * frame->linesize[0] + frame->width - 1] == background)
		top--;
	assert_true(top < frame->height);
	assert_true(top > frame->height * 0.55);
	for (int y = top + 2; y < frame->height; y++)
		for (int x = 0; x < frame->width; x++)
			if (x < 4 || x >= frame->width - 4 || y >= frame->height - 2)
				assert_in_range(frame->data[0][y * frame->linesize[0] + x],
						background - 2, background + 2);
}

static void text_never_overflows(void **state)
{
	static const int sizes[][2] = {{256, 144}, {1280, 720}, {360, 640}, {144, 256}};
	static const char *const words[] = {"A tale of a kitten and fire. ", "Donaudampfschiff",
					    "iiiiiii ", "W"};
	for (size_t i = 0; i < LENGTH(sizes) * LENGTH(words); i++) {
		const char *word = words[i / LENGTH(sizes)];
		const int *size = sizes[i % LENGTH(sizes)];
		struct stage stage = stage_made("a🐱");
		struct panel *panel;
		stage.title = repeat(word, 300 / (int)strlen(word));
		stage.dialogue = repeat(word, 5000 / (int)strlen(word));
		stage.move_label = repeat(word, 90 / (int)strlen(word) + 1);
		panel = open_panel(&stage, size[0], size[1], 1);
		check_margins(panel_frame(panel, 0));
		panel_close(panel);
		stage_clear(&stage);
	}
}

static void what_no_font_has_is_refused(void **state)
{
	struct stage stage = stage_made("a🐱");
	struct panel_settings settings = {320, 180, 24, 1, 24, 1, NULL};
	struct err err = {0};
	stage.title = xstrdup("Fine");
	stage.dialogue = xstrdup("Here: \xf3\xb0\x80\x80");
	assert_null(panel_open(&stage, &settings, &err));
	assert_non_null(strstr(err_text(&err), "U+F0000"));
	err_clear(&err);
	stage_clear(&stage);
}

/* Runs the verb as main.c would. */
static int run_verb(const char *body, int fd, struct json **answer, struct err *err)
{
	int ends[2];
	struct message_reader reader = {0}, peer = {0};
	struct message said;
	struct json *json = json_parse(body, strlen(body), 1 << 20, "request", err);
	assert_non_null(json);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	reader.fd = ends[0];
	peer.fd = ends[1];
	struct task task = {.id = 5, .body = json, .fds = &fd, .fd_count = 1, .reader = &reader};
	int result = verb_animatic(&task, err);
	*answer = NULL;
	while (result == 0 && message_receive(&peer, true, &said, NULL) > 0) {
		bool done = said.type == MESSAGE_DONE;
		if (done) {
			*answer = said.body;
			said.body = NULL;
		}
		message_clear(&said);
		if (done)
			break;
	}
	message_reader_clear(&reader);
	message_reader_clear(&peer);
	close(ends[0]);
	close(ends[1]);
	json_free(json);
	return result;
}

struct clip {
	long frames, samples;
	int width, height;
	bool sound;
};

static struct clip read_clip(int fd)
{
	struct clip clip = {0};
	AVFormatContext *format = NULL;
	AVPacket *packet = av_packet_alloc();
	char path[64];
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	assert_int_equal(avformat_open_input(&format, path, NULL, NULL), 0);
	assert_true(avformat_find_stream_info(format, NULL) >= 0);
	clip.sound = format->nb_streams == 2;
	clip.width = format->streams[0]->codecpar->width;
	clip.height = format->streams[0]->codecpar->height;
	while (av_read_frame(format, packet) == 0) {
		clip.frames += packet->stream_index == 0;
		av_packet_unref(packet);
	}
	if (clip.sound)
		clip.samples = format->streams[1]->duration;
	av_packet_free(&packet);
	avformat_close_input(&format);
	return clip;
}

static int temp_file(void)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	int fd = dup(fileno(file));
	fclose(file);
	return fd;
}

static void clips_are_as_long_as_asked(void **state)
{
	static const struct {
		const char *seconds, *rate;
		long frames, samples;
	} rows[] = {
		{"0.1", "[24,1]", 2, 4000},   {"1", "[30000,1001]", 30, 48048},
		{"2", "[1,1]", 2, 96000},     {"0.5", "[120,1]", 60, 24000},
		{"1.5", "[25,1]", 38, 72960},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		struct json *answer;
		int fd = temp_file();
		char *body = xasprintf(
			"{\"recipe\":{\"prompt\":\"a cat\",\"title\":\"A cat\"},\"locale\":"
			"\"en\",\"width\":256,\"height\":144,\"rate\":%s,"
			"\"seconds\":%s,\"seed\":4}",
			rows[i].rate, rows[i].seconds);
		if (run_verb(body, fd, &answer, &err) < 0)
			fail_msg("%s", err_text(&err));
		struct clip clip = read_clip(fd);
		assert_int_equal(clip.frames, rows[i].frames);
		assert_true(json_get_num(answer, "frames") == (double)rows[i].frames);
		assert_true(clip.sound && clip.width == 256 && clip.height == 144);
		assert_true(labs(clip.samples - rows[i].samples) < 1024);
		json_free(answer);
		free(body);
		close(fd);
	}
}

static char *contents(int fd, size_t *bytes)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char *out = xmalloc((size_t)end);
	*bytes = (size_t)end;
	assert_int_equal(pread(fd, out, *bytes, 0), end);
	return out;
}

static void same_request_same_bytes(void **state)
{
	static const char body[] =
		"{\"recipe\":{\"prompt\":\"a cat in the snow\",\"move\":\"push-in\"},"
		"\"locale\":\"en\",\"width\":256,\"height\":144,\"rate\":[24,1],"
		"\"seconds\":1,\"seed\":9}";
	struct err err = {0};
	char *seen[2];
	size_t bytes[2];
	for (int i = 0; i < 2; i++) {
		struct json *answer;
		int fd = temp_file();
		assert_int_equal(run_verb(body, fd, &answer, &err), 0);
		seen[i] = contents(fd, &bytes[i]);
		json_free(answer);
		close(fd);
	}
	assert_int_equal(bytes[0], bytes[1]);
	assert_memory_equal(seen[0], seen[1], bytes[0]);
	free(seen[0]);
	free(seen[1]);
}

static void a_silent_one_has_no_sound(void **state)
{
	static const char body[] =
		"{\"recipe\":{\"prompt\":\"a cat\"},\"locale\":\"en\",\"width\":256,"
		"\"height\":144,\"rate\":[24,1],\"seconds\":0.5,\"seed\":9,"
		"\"sound\":false}";
	struct err err = {0};
	struct json *answer;
	int fd = temp_file();
	assert_int_equal(run_verb(body, fd, &answer, &err), 0);
	assert_false(read_clip(fd).sound);
	json_free(answer);
	close(fd);
}

static void bad_requests_are_refused(void **state)
{
	static const char *const bodies[] = {
		"{\"recipe\":{},\"width\":257,\"height\":144,\"rate\":[24,1],\"seconds\":1}",
		"{\"recipe\":{},\"width\":32,\"height\":32,\"rate\":[24,1],\"seconds\":1}",
		"{\"recipe\":{},\"width\":8192,\"height\":144,\"rate\":[24,1],\"seconds\":1}",
		"{\"recipe\":{},\"width\":256,\"height\":144,\"rate\":[24,1],\"seconds\":0}",
		"{\"recipe\":{},\"width\":256,\"height\":144,\"rate\":[24,0],\"seconds\":1}",
		"{\"recipe\":\"cat\",\"width\":256,\"height\":144,\"rate\":[24,1],\"seconds\":1}",
	};
	for (size_t i = 0; i < LENGTH(bodies); i++) {
		struct err err = {0};
		struct json *answer;
		int fd = temp_file();
		assert_int_equal(run_verb(bodies[i], fd, &answer, &err), -1);
		assert_int_equal(err.kind, ERR_INVALID);
		err_clear(&err);
		close(fd);
	}
}

int main(void)
{
	char *data = xasprintf("%s/data", getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_seed_same_picture),
		cmocka_unit_test(everything_draws),
		cmocka_unit_test(effects_draw),
		cmocka_unit_test(an_empty_stage_is_lit),
		cmocka_unit_test(large_ones_draw),
		cmocka_unit_test(text_never_overflows),
		cmocka_unit_test(what_no_font_has_is_refused),
		cmocka_unit_test(clips_are_as_long_as_asked),
		cmocka_unit_test(same_request_same_bytes),
		cmocka_unit_test(a_silent_one_has_no_sound),
		cmocka_unit_test(bad_requests_are_refused),
	};
	setenv("SCENETTY_DATA", data, 1);
	av_keep_errors();
	free(data);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
