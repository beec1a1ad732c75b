/* SPDX-License-Identifier: MIT */
#include "app/ask.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/session/session.h"

static void is_ready(void *arg, int fd, short events)
{
	*(bool *)arg = true;
}

/* The loop has the signals: they end the wait. Without one they end the program. */
static int wait_for_line(struct loop *loop, struct err *err)
{
	bool ready = false;
	int result = 0;

	if (!loop)
		return 0;
	loop_watch(loop, STDIN_FILENO, POLLIN, is_ready, &ready);
	while (result == 0 && !ready && !loop_signal(loop))
		result = loop_turn(loop, err);
	loop_unwatch(loop, STDIN_FILENO);
	if (result == 0 && !ready)
		return err_set(err, ERR_CANCELLED, "stopped before an answer");
	return result;
}

/* A line, without its end; what comes behind it stays unread. */
static int read_line(struct buf *line, struct err *err)
{
	ssize_t got;
	char c = '\0';

	while ((got = read(STDIN_FILENO, &c, 1)) == 1 && c != '\n')
		buf_add_char(line, c);
	return got < 0 ? err_errno(err, "stdin") : 0;
}

static bool is_yes(const char *line)
{
	return strcasecmp(line, "y") == 0 || strcasecmp(line, "yes") == 0;
}

int ask(struct call *call, struct screen *screen, struct err *err)
{
	const char *last = strrchr(call->question, '\n');
	struct buf line = {0};
	int result;

	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return err_set(err, ERR_REFUSED,
			       "%s nobody is there to answer; --yes goes on without asking",
			       last ? last + 1 : call->question);
	screen_question(screen, call->question);
	result = wait_for_line(call->session->loop, err);
	if (result == 0)
		result = read_line(&line, err);
	if (result == 0)
		call_answer(call, is_yes(buf_str(&line)));
	buf_free(&line);
	return result;
}
