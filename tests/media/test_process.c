/* SPDX-License-Identifier: MIT
 *
 * scenetty-media as a process: what it says when it starts, one request after
 * the other, cancelled, ended, killed, spoken to wrongly.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "config.h"
#include "tests/media/clips.h"
#include "tests/media/media.h"

#define PROBE "{\"do\":\"probe\"}"
#define COUNT "{\"do\":\"probe\",\"count\":true}"
/* long enough to be caught at it */
#define LONG_CLIP                                                                                \
	"-f lavfi -i testsrc2=s=320x180:r=30:d=60 -c:v libx264 -preset ultrafast -pix_fmt yuv420p"

static void test_ready(void **state)
{
	static const char *const roles[] = {"decode", "draw"};
	for (size_t i = 0; i < LENGTH(roles); i++) {
		struct media media;
		media_start(&media, roles[i]);
		assert_int_equal(media.ready.id, 0);
		assert_string_equal(json_get_str(media.ready.body, "role"), roles[i]);
		assert_true(media_has_wall(&media, "limits"));
#ifndef SANITIZED
		assert_true(media_has_wall(&media, "seccomp"));
#endif
		assert_int_equal(media_stop(&media), 0);
	}
}

static void test_not_for_this_role(void **state)
{
	static const char *const rows[][2] = {
		{"decode", "{\"do\":\"stage\"}"},
		{"draw", PROBE},
		{"decode", "{\"do\":\"dance\"}"},
		{"decode", "{}"},
		{"decode", "[]"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct media media;
		struct message answer;
		media_start(&media, rows[i][0]);
		media_send(&media, rows[i][1], NULL, 0);
		media_end(&media, &answer);
		assert_error(&answer, "invalid", "knows no such request");
		message_clear(&answer);
		assert_int_equal(media_stop(&media), 0);
	}
}

static void test_one_after_the_other(void **state)
{
	struct media media;
	char *path = clip_make(*state, CLIP_MOVING CLIP_X264, "a.mp4");
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	media_start(&media, "decode");
	enum { REQUESTS = 5 };
	for (int i = 0; i < REQUESTS; i++)
		media_send(&media, i % 2 ? PROBE : COUNT, &fd, 1);
	for (uint32_t id = 1; id <= REQUESTS; id++) {
		struct message answer;
		do
			media_next(&media, &answer);
		while (answer.type == MESSAGE_PROGRESS && (message_clear(&answer), true));
		assert_int_equal(answer.id, id);
		assert_done(&answer);
		message_clear(&answer);
	}
	close(fd);
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

static void begin_long(struct media *media, const char *path)
{
	struct message first;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	media_start(media, "decode");
	media_send(media, COUNT, &fd, 1);
	close(fd);
	media_next(media, &first);
	assert_int_equal(first.type, MESSAGE_PROGRESS);
	assert_true(json_get_num(first.body, "done") < json_get_num(first.body, "of"));
	message_clear(&first);
}

static void test_cancel(void **state)
{
	struct media media;
	struct message answer;
	char *path = clip_make(*state, LONG_CLIP, "a.mp4");
	begin_long(&media, path);
	int fds = media_fds(&media);
	message_send(media.reader.fd, MESSAGE_CANCEL, media.id, NULL, NULL, 0, NULL);
	media_end(&media, &answer);
	assert_error(&answer, "cancelled", "cancelled");
	message_clear(&answer);
	/* too late: for nobody */
	message_send(media.reader.fd, MESSAGE_CANCEL, media.id, NULL, NULL, 0, NULL);
	message_send(media.reader.fd, MESSAGE_MORE, media.id, NULL, NULL, 0, NULL);
	media_ask(&media, PROBE, path, &answer);
	assert_done(&answer);
	message_clear(&answer);
	media_send(&media, "{}", NULL, 0);
	media_end(&media, &answer);
	message_clear(&answer);
	if (fds > 0)
		assert_true(media_fds(&media) == fds - 1); /* less the clip */
	free(path);
	assert_int_equal(media_stop(&media), 0);
}

/* In the middle of a request: the other end goes, or SIGTERM comes. */
static void test_ended_in_the_middle(void **state)
{
	struct media media;
	char *path = clip_make(*state, LONG_CLIP, "a.mp4");
	begin_long(&media, path);
	assert_int_equal(media_stop(&media), 0);
	begin_long(&media, path);
	kill(media.pid, SIGTERM);
	int status = media_wait(&media);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	free(path);
}

static void test_wrong_descriptors(void **state)
{
	struct media media;
	struct message answer;
	int ends[2], folder = open("/", O_RDONLY | O_CLOEXEC);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	media_start(&media, "decode");
	int before = media_fds(&media);
	media_send(&media, PROBE, NULL, 0);
	media_end(&media, &answer);
	assert_error(&answer, "invalid", "one file");
	message_clear(&answer);
	media_send(&media, PROBE, ends, 2);
	media_end(&media, &answer);
	assert_error(&answer, "invalid", "one file");
	message_clear(&answer);
	media_send(&media, PROBE, ends, 1); /* nothing will ever come out of it */
	media_end(&media, &answer);
	assert_error(&answer, "invalid", "not a regular file");
	message_clear(&answer);
	media_send(&media, PROBE, &folder, 1);
	media_end(&media, &answer);
	assert_error(&answer, "invalid", "not a regular file");
	message_clear(&answer);
	media_send(&media, "{}", NULL, 0);
	media_end(&media, &answer);
	message_clear(&answer);
	assert_int_equal(media_fds(&media), before);
	close(ends[0]);
	close(ends[1]);
	close(folder);
	assert_int_equal(media_stop(&media), 0);
}

static void test_noise(void **state)
{
	struct media media;
	char noise[64];
	memset(noise, 'x', sizeof noise);
	media_start(&media, "decode");
	assert_int_equal(send(media.reader.fd, noise, sizeof noise, MSG_NOSIGNAL), sizeof noise);
	assert_int_equal(media_wait(&media), 0);
}

static void leave_open(void)
{
	for (int fd = 10; fd < 20; fd++)
		dup2(0, fd);
}

static void test_inherits_nothing(void **state)
{
	struct media media;
	media_start_after(&media, "decode", leave_open);
	int fds = media_fds(&media);
	if (fds >= 0)
		assert_int_equal(fds, 4);
	assert_int_equal(media_stop(&media), 0);
}

static int run_by_hand(const char *role, bool socket)
{
	pid_t pid = fork();
	if (pid == 0) {
		int ends[2], null = open("/dev/null", O_RDWR);
		char *program = xasprintf("%s/scenetty-media", getenv("top_builddir"));
		dup2(null, 2);
		if (socket && socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0)
			dup2(ends[0], 3);
		else
			close(3);
		execl(program, "scenetty-media", role, NULL);
		_exit(127);
	}
	struct media media = {.pid = pid, .reader.fd = -1};
	return media_wait(&media);
}

static void test_started_by_hand(void **state)
{
	static const struct {
		const char *role;
		bool socket;
	} rows[] = {{"decode", false}, {"dance", true}, {NULL, true}};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		int status = run_by_hand(rows[i].role, rows[i].socket);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ready),
		cmocka_unit_test(test_not_for_this_role),
		cmocka_unit_test_setup_teardown(test_one_after_the_other, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_cancel, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_ended_in_the_middle, clips_enter, clips_leave),
		cmocka_unit_test(test_wrong_descriptors),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_inherits_nothing),
		cmocka_unit_test(test_started_by_hand),
	};
	return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
