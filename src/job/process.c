/* SPDX-License-Identifier: MIT */
#include "job/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "job/process_guard.h"
#include "util/buf.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"

#define READ_BYTES 65536
#define LINE_BYTES 4096
#define SAID_BYTES 8192 /* of stderr that are kept */
#define PIECES_MAX 64   /* read behind its end: others may write on */

struct process {
	struct loop *loop;
	pid_t guard;
	int control, out, errors; /* -1: at its end */
	struct buf line, said;
	int64_t heard_ms;
	process_line_fn *on_line;
	process_end_fn *on_end;
	void *arg;
};

static void shut(struct process *process, int *fd)
{
	if (*fd < 0)
		return;
	loop_unwatch(process->loop, *fd);
	close(*fd);
	*fd = -1;
}

static void end_line(struct process *process)
{
	if (process->line.len)
		process->on_line(process->arg, buf_str(&process->line));
	buf_clear(&process->line);
}

/* A bar that is drawn again and again ends its lines with CR alone. */
static void take_out(struct process *process, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (bytes[i] == '\n' || bytes[i] == '\r')
			end_line(process);
		else if (process->line.len < LINE_BYTES && bytes[i])
			buf_add_char(&process->line, bytes[i]);
	}
}

static void take_errors(struct process *process, const char *bytes, size_t count)
{
	struct buf *said = &process->said;
	size_t over;

	buf_add(said, bytes, count);
	if (said->len <= 2 * SAID_BYTES)
		return;
	over = said->len - SAID_BYTES;
	memmove(said->data, said->data + over, SAID_BYTES + 1);
	said->len = SAID_BYTES;
}

/* One piece of what has come; false when there is no more for now. */
static bool take(struct process *process, int *fd)
{
	char bytes[READ_BYTES];
	ssize_t got = *fd < 0 ? -1 : read(*fd, bytes, sizeof bytes);

	if (got > 0) {
		process->heard_ms = clock_ms();
		if (fd == &process->out)
			take_out(process, bytes, (size_t)got);
		else
			take_errors(process, bytes, (size_t)got);
		return true;
	}
	if (got == 0 || (errno != EAGAIN && errno != EINTR))
		shut(process, fd);
	return false;
}

static void on_bytes(void *arg, int fd, short events)
{
	struct process *process = arg;

	take(process, fd == process->out ? &process->out : &process->errors);
}

/* Somebody it left behind may hold its stdout open, so the status alone is the end. */
static void on_control(void *arg, int fd, short events)
{
	struct process *process = arg;
	int status;

	if (recv(fd, &status, sizeof status, 0) != sizeof status)
		status = -1;
	for (int left = PIECES_MAX;
	     left > 0 && (take(process, &process->out) || take(process, &process->errors));)
		left--;
	end_line(process);
	shut(process, &process->control);
	waitpid(process->guard, NULL, 0);
	process->on_end(process->arg, status, buf_str(&process->said));
}

/* Returns the input as a file to be read from its start, -1 on failure. A program that
 * does not read it disturbs nobody. */
static int input_of(const struct process_what *what, struct err *err)
{
	char path[40];
	int made = memfd_create("input", MFD_CLOEXEC), fd = -1;

	if (made < 0) {
		err_errno(err, "the input of %s", what->words[0]);
		return -1;
	}
	snprintf(path, sizeof path, "/proc/self/fd/%d", made);
	if (file_write_all(made, what->input, what->bytes, "its input", err) == 0 &&
	    (fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		err_errno(err, "the input of %s", what->words[0]);
	close(made);
	return fd;
}

/* The ends of the others: stdin, stdout, stderr, control. */
struct ends {
	int files[3], control;
};

static int open_ends(struct process *process, const struct process_what *what, struct ends *out,
		     struct err *err)
{
	int pair[2];

	*out = (struct ends){{-1, -1, -1}, -1};
	out->files[0] = input_of(what, err);
	if (out->files[0] < 0)
		return -1;
	if (pipe2(pair, O_CLOEXEC) < 0)
		return err_errno(err, "%s can't be started", what->words[0]);
	process->out = pair[0];
	out->files[1] = pair[1];
	if (pipe2(pair, O_CLOEXEC) < 0)
		return err_errno(err, "%s can't be started", what->words[0]);
	process->errors = pair[0];
	out->files[2] = pair[1];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return err_errno(err, "%s can't be started", what->words[0]);
	process->control = pair[0];
	out->control = pair[1];
	fcntl(process->out, F_SETFL, O_NONBLOCK);
	fcntl(process->errors, F_SETFL, O_NONBLOCK);
	return 0;
}

static void close_ends(const struct ends *ends)
{
	for (size_t i = 0; i < LENGTH(ends->files); i++)
		if (ends->files[i] >= 0)
			close(ends->files[i]);
	if (ends->control >= 0)
		close(ends->control);
}

/* No handler of ours may ever run in the child. */
static pid_t start(const struct process_what *what, const struct ends *ends)
{
	sigset_t all, before;
	pid_t pid;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid == 0)
		process_guard(what, ends->files, ends->control);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

struct process *process_new(struct loop *loop, const struct process_what *what,
			    process_line_fn *line, process_end_fn *end, void *arg, struct err *err)
{
	struct process *process = xcalloc(1, sizeof *process);
	struct ends ends;

	*process = (struct process){.loop = loop,
				    .guard = -1,
				    .control = -1,
				    .out = -1,
				    .errors = -1,
				    .heard_ms = clock_ms(),
				    .on_line = line,
				    .on_end = end,
				    .arg = arg};
	if (open_ends(process, what, &ends, err) == 0 && (process->guard = start(what, &ends)) < 0)
		err_errno(err, "%s can't be started", what->words[0]);
	close_ends(&ends);
	if (process->guard < 0) {
		process_free(process);
		return NULL;
	}
	loop_watch(loop, process->control, POLLIN, on_control, process);
	loop_watch(loop, process->out, POLLIN, on_bytes, process);
	loop_watch(loop, process->errors, POLLIN, on_bytes, process);
	return process;
}

void process_stop(struct process *process)
{
	if (process->control >= 0)
		shutdown(process->control, SHUT_WR);
}

double process_silent_s(const struct process *process)
{
	return (double)(clock_ms() - process->heard_ms) / 1000;
}

void process_free(struct process *process)
{
	if (!process)
		return;
	shut(process, &process->control);
	shut(process, &process->out);
	shut(process, &process->errors);
	buf_free(&process->line);
	buf_free(&process->said);
	free(process);
}
