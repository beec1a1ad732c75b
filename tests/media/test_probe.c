/* SPDX-License-Identifier: MIT
 *
 * What scenetty-media says of files: each format, still and moving, turned,
 * truncated, and what is none.
 */
#include <string.h>

#include "tests/media/clips.h"
#include "tests/media/media.h"

#define PROBE "{\"do\":\"probe\"}"
#define COUNT "{\"do\":\"probe\",\"count\":true}"

struct kind {
	const char *arguments, *name;
	const char *extension, *codec, *sound; /* expected */
	double frames;			       /* 0: a picture */
};

static const struct kind kinds[] = {
	{CLIP_MOVING CLIP_TONE CLIP_X264 "-c:a aac", "a.mp4", "mp4", "h264", "aac", 24},
	{CLIP_MOVING CLIP_TONE CLIP_X264 "-c:a aac -movflags frag_keyframe+empty_moov", "b.mp4",
	 "mp4", "h264", "aac", 24},
	{CLIP_MOVING CLIP_TONE CLIP_X264 "-c:a pcm_s16le", "a.mov", "mov", "h264", "pcm_s16le", 24},
	{CLIP_MOVING "-c:v libx265 -preset ultrafast -x265-params log-level=none", "c.mp4", "mp4",
	 "hevc", NULL, 24},
	{CLIP_MOVING CLIP_TONE "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus",
	 "a.webm", "webm", "vp9", "opus", 24},
	{CLIP_MOVING CLIP_TONE "-c:v libvpx -deadline realtime -c:a libvorbis", "b.webm", "webm",
	 "vp8", "vorbis", 24},
	{CLIP_MOVING "-c:v libaom-av1 -cpu-used 8 -usage realtime", "d.mp4", "mp4", "av1", NULL,
	 24},
	{CLIP_MOVING CLIP_TONE CLIP_X264 "-c:a flac", "a.mkv", "mkv", "h264", "flac", 24},
	{CLIP_MOVING CLIP_TONE "-c:v mpeg4 -c:a libmp3lame", "a.avi", "avi", "mpeg4", "mp3", 24},
	{CLIP_MOVING CLIP_TONE CLIP_X264 "-c:a aac", "a.ts", "ts", "h264", "aac", 24},
	{CLIP_MOVING "-c:v prores_ks", "b.mov", "mov", "prores", NULL, 24},
	{"-f lavfi -i testsrc2=s=128x72:r=10:d=1", "a.gif", "gif", "gif", NULL, 10},
	{CLIP_MOVING "-frames:v 1", "a.png", "png", "png", NULL, 0},
	{CLIP_MOVING "-frames:v 1", "a.jpg", "jpg", "mjpeg", NULL, 0},
	{CLIP_MOVING "-frames:v 1", "a.webp", "webp", "webp", NULL, 0},
};

static void check_kind(const struct kind *kind, const struct json *body)
{
	const struct json *video = json_get(body, "video"), *audio = json_get(body, "audio");
	const char *what = kind->frames ? "video" : "picture";
	assert_string_equal(json_get_str(body, "kind"), what);
	assert_string_equal(json_get_str(body, "extension"), kind->extension);
	assert_string_equal(json_get_str(video, "codec"), kind->codec);
	assert_int_equal(json_get_num(video, "width"), 128);
	assert_int_equal(json_get_num(video, "height"), 72);
	assert_null(json_get(video, "damaged"));
	if (kind->frames) {
		assert_int_equal(json_get_num(video, "frames"), kind->frames);
		assert_float_equal(json_get_num(body, "seconds"), 1, 0.05);
		assert_int_equal(json_len(json_get(video, "fps")), 2);
	}
	assert_int_equal(!kind->sound, !audio);
	if (!kind->sound)
		return;
	assert_string_equal(json_get_str(audio, "codec"), kind->sound);
	assert_int_equal(json_get_num(audio, "rate"), 48000);
	assert_int_equal(json_get_num(audio, "channels"), 1);
	/* codecs add a frame or two at either end */
	assert_in_range((long)json_get_num(audio, "samples"), 47000, 51000);
}

static void test_every_format(void **state)
{
	struct media media;
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(kinds); i++) {
		struct message answer;
		char *path = clip_make(*state, kinds[i].arguments, kinds[i].name);
		media_ask(&media, COUNT, path, &answer);
		assert_done(&answer);
		check_kind(&kinds[i], answer.body);
		message_clear(&answer);
		free(path);
	}
	assert_int_equal(media_stop(&media), 0);
}

static void test_without_counting(void **state)
{
	struct media media;
	struct message answer;
	char *path = clip_make(*state, CLIP_MOVING CLIP_X264, "a.mp4");
	media_start(&media, "decode");
	media_ask(&media, PROBE, path, &answer);
	assert_done(&answer);
	const struct json *fps = json_get(json_get(answer.body, "video"), "fps");
	assert_null(json_get(json_get(answer.body, "video"), "frames"));
	assert_float_equal(json_get_num(answer.body, "seconds"), 1, 0.001);
	assert_int_equal(json_num(json_first(fps)), 24);
	assert_int_equal(json_num(json_next(json_first(fps))), 1);
	message_clear(&answer);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

/* A clip of a telephone held upright. */
static void test_turned(void **state)
{
	struct media media;
	struct message answer;
	char *flat = clip_make(*state, CLIP_MOVING CLIP_X264, "flat.mp4");
	char *arguments = xasprintf("-i %s -c copy -metadata:s:v rotate=90", flat);
	char *turned = clip_make(*state, arguments, "turned.mp4");
	media_start(&media, "decode");
	media_ask(&media, PROBE, turned, &answer);
	assert_done(&answer);
	assert_int_equal(json_get_num(json_get(answer.body, "video"), "width"), 72);
	assert_int_equal(json_get_num(json_get(answer.body, "video"), "height"), 128);
	message_clear(&answer);
	assert_int_equal(media_stop(&media), 0);
	free(arguments);
	free(turned);
	free(flat);
}

/* Where no header says how long the clip is, it is measured. */
static void test_length_not_told(void **state)
{
	struct media media;
	struct message answer;
	char *path = clip_make(*state,
			       CLIP_MOVING "-c:v libvpx-vp9 -deadline realtime -f webm -live 1",
			       "live.webm");
	media_start(&media, "decode");
	media_ask(&media, PROBE, path, &answer);
	assert_done(&answer);
	assert_float_equal(json_get_num(answer.body, "seconds"), 1, 0.05);
	message_clear(&answer);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

static void test_no_media(void **state)
{
	static const struct {
		const char *bytes, *says;
	} rows[] = {
		{"", "the file is empty"},
		{"<html>\n<p>gone</p>", "starts with “<html> <p>go”"},
		{"\x1b]52;c;eA==\a", "starts with the bytes 1b 5d"},
		{"#EXTM3U\nfile:///etc/passwd\n", "not a video or picture"},
		{"ffconcat version 1.0\nfile /etc/passwd\n", "not a video or picture"},
		{"\x89PNG\r\n\x1a\n", "not one picture of this png file can be decoded"},
	};
	struct media media;
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct message answer;
		char *path = clip_write(*state, rows[i].bytes, strlen(rows[i].bytes), "x.mp4");
		media_ask(&media, PROBE, path, &answer);
		assert_error(&answer, "media", rows[i].says);
		message_clear(&answer);
		free(path);
	}
	assert_int_equal(media_stop(&media), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_format, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_without_counting, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_turned, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_length_not_told, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_no_media, clips_enter, clips_leave),
	};
	return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
