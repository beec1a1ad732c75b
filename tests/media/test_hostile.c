/* SPDX-License-Identifier: MIT
 *
 * Files made to break what reads them, clips cut anywhere, clips with a bit
 * turned over: each ends in an answer or an error, in time, in bounds, and the
 * process is there for the next. SCENETTY_TEST_DEEP makes it thorough.
 */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "config.h"
#include "tests/media/clips.h"
#include "tests/media/media.h"
#include "util/file.h"

#define PROBE "{\"do\":\"probe\",\"count\":true}"
#define PICTURE "{\"do\":\"picture\",\"at\":\"middle\",\"cols\":24,\"rows\":7}"
#define SEGMENT                                                                                  \
	"{\"do\":\"segment\",\"in\":0,\"out\":1,\"width\":64,\"height\":36,\"rate\":[24,1],"    \
	"\"frames\":24,\"lead\":0,\"tail\":0,\"preset\":\"ultrafast\",\"crf\":30}"
#define STILL                                                                                   \
	"{\"do\":\"still\",\"in\":0,\"frame\":23,\"rate\":[24,1],\"width\":64,\"height\":36}"
#define MEMORY_KIB (400 << 10)
#define CLIP_BYTES_MAX (1 << 20)

static bool is_deep(void)
{
	return getenv("SCENETTY_TEST_DEEP");
}

static char *bad_path(const char *name)
{
	const char *source = getenv("top_srcdir");
	return xasprintf("%s/tests/media/bad%s%s", source ? source : ".", *name ? "/" : "", name);
}

static void survive(struct media *media, const char *body, const int *fds, int count)
{
	struct message answer;
	media_send(media, body, fds, count);
	media_end(media, &answer);
	if (answer.type == MESSAGE_ERROR)
		assert_true(strlen(json_get_str(answer.body, "text")) > 10);
	message_clear(&answer);
}

static void survive_all(struct media *media, int fd)
{
	int fds[] = {fd, memfd_create("mp4", MFD_CLOEXEC), memfd_create("pcm", MFD_CLOEXEC)};
	survive(media, PROBE, fds, 1);
	survive(media, PICTURE, fds, 1);
	survive(media, SEGMENT, fds, 3);
	survive(media, STILL, fds, 1);
	close(fds[1]);
	close(fds[2]);
}

static void check_unharmed(struct media *media, int fds_before)
{
	struct message answer;
	media_send(media, "{\"do\":\"nothing\"}", NULL, 0); /* all before is settled after it */
	media_end(media, &answer);
	message_clear(&answer);
	assert_int_equal(media_fds(media), fds_before);
#ifndef SANITIZED
	if (media_memory(media) > MEMORY_KIB)
		fail_msg("%ld KiB were used", media_memory(media));
#endif
	assert_int_equal(media_stop(media), 0);
}

static void test_bad_folder(void **state)
{
	struct media media;
	char *folder = bad_path("");
	DIR *files = opendir(folder);
	int count = 0;
	assert_non_null(files);
	media_start(&media, "decode");
	int fds = media_fds(&media);
	for (struct dirent *entry; (entry = readdir(files));) {
		int fd = openat(dirfd(files), entry->d_name, O_RDONLY | O_CLOEXEC);
		if (entry->d_name[0] != '.') {
			survive_all(&media, fd);
			count++;
		}
		close(fd);
	}
	assert_true(count > 40);
	check_unharmed(&media, fds);
	closedir(files);
	free(folder);
}

static void test_sentences(void **state)
{
	static const struct {
		const char *name, *says;
	} rows[] = {
		{"truncated.mp4", "truncated: the last 2212 bytes of this mp4 file are missing"},
		{"moov-missing.mp4", "its index (moov) is missing, it is probably truncated"},
		{"moov-only.mp4", "truncated: the last"},
		{"claims-10-hours.webm", "says it lasts 36000.0 seconds and ends after 1.0"},
		{"bomb-header.mp4", "16384x8704 is too large: at most 4096x2304"},
		{"bomb-16384x8704.png", "it is too large"},
		{"only-sound.m4a", "has no picture, only sound"},
		{"thousand-tracks.mp4", "header is damaged"},
		{"dref-external.mp4", "not one picture"},
		{"random.mp4", "not a video or picture: starts with the bytes a5"},
		{"empty.mp4", "the file is empty"},
	};
	struct media media;
	media_start(&media, "decode");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct message answer;
		char *path = bad_path(rows[i].name);
		media_ask(&media, PROBE, path, &answer);
		assert_error(&answer, "media", rows[i].says);
		message_clear(&answer);
		free(path);
	}
	assert_int_equal(media_stop(&media), 0);
}

static void load(const char *path, struct buf *out)
{
	struct err err = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_fine(file_read_fd(fd, CLIP_BYTES_MAX, path, out, &err), &err);
	close(fd);
}

static int memory_file(const char *bytes, size_t count)
{
	int fd = memfd_create("clip", MFD_CLOEXEC);
	assert_int_equal(pwrite(fd, bytes, count, 0), count);
	return fd;
}

static const struct {
	const char *arguments, *name;
	bool notices; /* that the end is missing, wherever it was cut */
} clips[] = {
	{CLIP_MOVING CLIP_TONE CLIP_X264 "-c:a aac -movflags +faststart", "a.mp4", true},
	{CLIP_MOVING CLIP_TONE "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus",
	 "a.webm", false},
	{CLIP_MOVING CLIP_TONE "-c:v mpeg4 -c:a libmp3lame", "a.avi", false},
	{CLIP_MOVING "-frames:v 1", "a.png", false},
	{CLIP_MOVING "-frames:v 1", "a.jpg", false},
};

static void test_cut_anywhere(void **state)
{
	int steps = is_deep() ? 100 : 20;
	struct media media;
	media_start(&media, "decode");
	int fds = media_fds(&media);
	for (size_t i = 0; i < LENGTH(clips); i++) {
		struct buf bytes = {0};
		char *path = clip_make(*state, clips[i].arguments, clips[i].name);
		load(path, &bytes);
		for (int step = 0; step < steps; step++) {
			struct message answer;
			int fd = memory_file(bytes.data, bytes.len * (size_t)step / (size_t)steps);
			survive_all(&media, fd);
			media_send(&media, PROBE, &fd, 1);
			media_end(&media, &answer);
			if (clips[i].notices)
				assert_int_equal(answer.type, MESSAGE_ERROR);
			message_clear(&answer);
			close(fd);
		}
		buf_free(&bytes);
		free(path);
	}
	check_unharmed(&media, fds);
}

/* Numbers that are the same in every run. */
static uint32_t next_number(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static void test_bits_turned(void **state)
{
	int times = is_deep() ? 2000 : 60; /* of each clip */
	uint32_t seed = 1;
	struct media media;
	media_start(&media, "decode");
	int fds = media_fds(&media);
	for (size_t i = 0; i < LENGTH(clips); i++) {
		struct buf bytes = {0};
		char *path = clip_make(*state, clips[i].arguments, clips[i].name);
		load(path, &bytes);
		for (int k = 0; k < times; k++) {
			/* half of them where the headers are */
			size_t room = k % 2 ? bytes.len : bytes.len < 4096 ? bytes.len : 4096;
			size_t at = next_number(&seed) % room;
			char bit = (char)(1 << next_number(&seed) % 8);
			bytes.data[at] ^= bit;
			int fd = memory_file(bytes.data, bytes.len);
			survive_all(&media, fd);
			close(fd);
			bytes.data[at] ^= bit;
		}
		buf_free(&bytes);
		free(path);
	}
	check_unharmed(&media, fds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_folder),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test_setup_teardown(test_cut_anywhere, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_bits_turned, clips_enter, clips_leave),
	};
	return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
