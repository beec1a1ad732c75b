/* SPDX-License-Identifier: MIT */
#include "ui/term_line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "util/clock.h"
#include "util/mem.h"

#define SLOW_MS 10       /* to take a frame, and the line is slow */
#define SLOW_FOR_MS 5000 /* and is thought to be for so long */
#define CANCEL "\030"    /* ends the sequence of which the rest never comes */

static bool is_same_terminal(int a, int b)
{
	unsigned one, other;
	return ioctl(a, TIOCGDEV, &one) == 0 && ioctl(b, TIOCGDEV, &other) == 0 && one == other;
}

void term_line_open(struct term_line *line)
{
	/* The second is for who may not open it by its name: after su it is another's. */
	static const char *const names[] = {"/proc/self/fd/1", "/dev/tty"};
	*line = (struct term_line){.fd = STDOUT_FILENO};
	for (size_t i = 0; i < LENGTH(names) && line->fd == STDOUT_FILENO; i++) {
		int fd = open(names[i], O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
		if (fd >= 0 && is_same_terminal(fd, STDOUT_FILENO))
			line->fd = fd;
		else if (fd >= 0)
			close(fd);
	}
}

static void drop(struct term_line *line)
{
	buf_clear(&line->out);
	line->sent = 0;
}

void term_line_close(struct term_line *line)
{
	if (line->fd != STDOUT_FILENO)
		close(line->fd);
	buf_free(&line->out);
}

bool term_line_is_full(const struct term_line *line)
{
	return line->out.len > 0;
}

bool term_line_is_slow(const struct term_line *line)
{
	return clock_ms() < line->slow_until;
}

bool term_line_send(struct term_line *line)
{
	while (line->sent < line->out.len) {
		ssize_t count = write(line->fd, line->out.data + line->sent,
				      line->out.len - line->sent);
		if (count < 0 && errno == EAGAIN)
			return false;
		if (count < 0 && errno != EINTR)
			break; /* it is gone, as is heard where the keys come from */
		line->sent += count > 0 ? (size_t)count : 0;
	}
	if (line->out.len && clock_ms() - line->begun >= SLOW_MS)
		line->slow_until = clock_ms() + SLOW_FOR_MS;
	drop(line);
	return true;
}

void term_line_put(struct term_line *line, const char *bytes, size_t count)
{
	if (!line->out.len)
		line->begun = clock_ms();
	buf_add(&line->out, bytes, count);
	term_line_send(line);
}

void term_line_drain(struct term_line *line, int ms)
{
	int64_t end = clock_ms() + ms;
	struct pollfd ready = {line->fd, POLLOUT, 0};
	for (int64_t left = ms; !term_line_send(line); left = end - clock_ms())
		if (left <= 0 || poll(&ready, 1, (int)left) == 0) {
			drop(line);
			tcflush(line->fd, TCOFLUSH);
			term_line_put(line, CANCEL, sizeof CANCEL - 1);
			drop(line);
		}
}
