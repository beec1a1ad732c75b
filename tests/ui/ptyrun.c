/* SPDX-License-Identifier: MIT
 *
 * Runs a full-screen program in a terminal of its own and does as it is told:
 *
 *     ptyrun [-s COLSxROWS] [-p WIDTHxHEIGHT] PROGRAM [ARG…] <SCRIPT
 *
 * SCRIPT has a line for each step; whatever waits does so for a minute at most,
 * then the screen is shown and it ends with 1:
 *
 *     wait TEXT | gone TEXT    until TEXT stands on the screen, or does no more
 *     keys TEXT                is typed; \e \r \n \t \\ \xHH as in C
 *     settle MS                until nothing has come for so long
 *     slow                     from here on the line takes a while
 *     deaf TEXT | hear         nobody reads any more, and TEXT is typed again and again
 *                              until the line is full; somebody reads again
 *     size COLSxROWS           the window is another
 *     sh COMMAND               is run meanwhile; ends with 1 if that fails
 *     signal NAME | stopped    TERM, CONT, …; until it has stopped itself
 *     mark | bytes NAME | ms NAME    what has come since, and how long: "NAME 123"
 *     screen | modes | title | tty    are printed
 *     end                      until it has ended: "exit 0", "signal 15"
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/ui/vt.h"
#include "util/clock.h"
#include "util/mem.h"

#define PATIENCE_MS 60000
#define TURN_MS 20 /* between looks at what no descriptor tells */

struct run {
	int fd;
	pid_t pid; /* of the program */
	pid_t leader;
	int reports; /* its states, as waitpid has them */
	struct vt *vt;
	size_t bytes;
	int64_t marked_ms;
	bool has_ended, has_stopped, is_slow, is_deaf;
	int status;
	FILE *raw; /* $PTYRUN_RAW: all that came */
};

static void stop_all(struct run *run)
{
	if (!run->has_ended)
		kill(run->pid, SIGKILL);
	kill(run->leader, SIGKILL);
}

static void die(struct run *run, const char *step)
{
	struct buf text = {0};
	vt_text(run->vt, &text);
	fprintf(stderr, "ptyrun: in vain: %s\n%s", step, buf_str(&text));
	buf_free(&text);
	stop_all(run);
	exit(1);
}

static void look_after(struct run *run)
{
	struct pollfd ready = {run->reports, POLLIN, 0};
	int status;
	if (poll(&ready, 1, 0) <= 0 || read(run->reports, &status, sizeof status) <= 0)
		return;
	run->has_stopped = WIFSTOPPED(status);
	if (!run->has_stopped) {
		run->has_ended = true;
		run->status = status;
	}
}

/* Takes what comes within `ms`; false if nothing does. */
static bool take(struct run *run, int ms)
{
	char bytes[16384];
	struct pollfd ready = {run->is_deaf ? -1 : run->fd, POLLIN, 0};
	if (poll(&ready, 1, ms) <= 0)
		return false;
	if (run->is_slow) /* some 200 KB a second */
		poll(NULL, 0, 5);
	ssize_t count = read(run->fd, bytes, run->is_slow ? 1024 : sizeof bytes);
	if (count <= 0) {
		/* nobody has the other end: it is at its end, or soon */
		poll(NULL, 0, ms < TURN_MS ? ms : TURN_MS);
		return false;
	}
	run->bytes += (size_t)count;
	vt_feed(run->vt, bytes, (size_t)count);
	if (run->raw)
		fwrite(bytes, 1, (size_t)count, run->raw);
	return true;
}

static bool shows(const struct run *run, const char *text)
{
	struct buf screen = {0};
	vt_text(run->vt, &screen);
	bool found = strstr(buf_str(&screen), text);
	buf_free(&screen);
	return found;
}

static bool is_there(struct run *run, const char *text)
{
	return shows(run, text);
}

static bool is_gone(struct run *run, const char *text)
{
	return !shows(run, text);
}

static bool is_stopped(struct run *run, const char *text)
{
	look_after(run);
	return run->has_stopped;
}

static bool is_ended(struct run *run, const char *text)
{
	look_after(run);
	return run->has_ended && !take(run, 0);
}

static void type(struct run *run, const char *text)
{
	static const char escapes[][2] = {
		{'e', '\033'}, {'r', '\r'}, {'n', '\n'}, {'t', '\t'}, {'\\', '\\'}};
	struct buf bytes = {0};
	for (; *text; text++) {
		char c = *text;
		if (c == '\\' && text[1] == 'x') {
			char hex[3] = {text[2], text[3], '\0'};
			c = (char)strtol(hex, NULL, 16);
			text += 3;
		} else if (c == '\\') {
			text++;
			for (size_t i = 0; i < LENGTH(escapes); i++)
				c = escapes[i][0] == *text ? escapes[i][1] : c;
		}
		buf_add_char(&bytes, c);
	}
	for (size_t sent = 0; sent < bytes.len;) {
		ssize_t count = write(run->fd, bytes.data + sent, bytes.len - sent);
		if (count < 0 && errno != EAGAIN)
			die(run, "typing");
		sent += count > 0 ? (size_t)count : 0;
		take(run, 0);
	}
	buf_free(&bytes);
}

static bool is_full(struct run *run, const char *text)
{
	int line = open(ptsname(run->fd), O_WRONLY | O_NONBLOCK | O_NOCTTY);
	struct pollfd ready = {line, POLLOUT, 0};
	bool full = poll(&ready, 1, TURN_MS) == 0;
	close(line);
	if (!full)
		type(run, text);
	return full;
}

static void until(struct run *run, bool (*is)(struct run *, const char *), const char *text,
		  const char *step)
{
	int64_t end = clock_ms() + PATIENCE_MS;
	while (!is(run, text)) {
		take(run, TURN_MS);
		if (clock_ms() > end)
			die(run, step);
	}
}

static void send_signal(struct run *run, const char *name)
{
	for (int number = 1; number < SIGRTMIN; number++)
		if (sigabbrev_np(number) && strcmp(sigabbrev_np(number), name) == 0) {
			kill(run->pid, number);
			return;
		}
	die(run, name);
}

static void size_of(const char *text, struct winsize *size)
{
	unsigned cols = 80, rows = 24;
	sscanf(text, "%ux%u", &cols, &rows);
	size->ws_col = (unsigned short)cols;
	size->ws_row = (unsigned short)rows;
}

static void resize(struct run *run, const char *text)
{
	struct winsize size = {0};
	ioctl(run->fd, TIOCGWINSZ, &size);
	size_of(text, &size);
	vt_resize(run->vt, size.ws_col, size.ws_row);
	ioctl(run->fd, TIOCSWINSZ, &size);
}

static void print(struct run *run, const char *what)
{
	struct buf text = {0};
	struct termios line;
	if (strcmp(what, "screen") == 0)
		vt_text(run->vt, &text);
	else if (strcmp(what, "modes") == 0)
		vt_modes(run->vt, &text);
	else if (strcmp(what, "title") == 0)
		buf_add_str(&text, vt_title(run->vt));
	else if (strcmp(what, "unknown") == 0)
		buf_addf(&text, "%zu", vt_unknown(run->vt));
	else if (tcgetattr(run->fd, &line) == 0)
		buf_add_str(&text, line.c_lflag & ICANON && line.c_lflag & ECHO ? "cooked" : "raw");
	printf("%s%s", buf_str(&text), text.len && text.data[text.len - 1] == '\n' ? "" : "\n");
	buf_free(&text);
}

static void step(struct run *run, char *line)
{
	char *text = strchr(line, ' ');
	char *whole = xstrdup(line);
	if (text)
		*text++ = '\0';
	else
		text = line + strlen(line);
	if (strcmp(line, "wait") == 0)
		until(run, is_there, text, whole);
	else if (strcmp(line, "gone") == 0)
		until(run, is_gone, text, whole);
	else if (strcmp(line, "stopped") == 0)
		until(run, is_stopped, text, whole);
	else if (strcmp(line, "keys") == 0)
		type(run, text);
	else if (strcmp(line, "settle") == 0)
		while (take(run, atoi(text)))
			;
	else if (strcmp(line, "slow") == 0)
		run->is_slow = true;
	else if (strcmp(line, "deaf") == 0) {
		run->is_deaf = true;
		until(run, is_full, text, whole);
	} else if (strcmp(line, "hear") == 0)
		run->is_deaf = false;
	else if (strcmp(line, "size") == 0)
		resize(run, text);
	else if (strcmp(line, "sh") == 0) {
		if (system(text) != 0)
			die(run, whole);
	} else if (strcmp(line, "signal") == 0)
		send_signal(run, text);
	else if (strcmp(line, "mark") == 0) {
		run->bytes = 0;
		run->marked_ms = clock_ms();
	} else if (strcmp(line, "ms") == 0)
		printf("%s %lld\n", text, (long long)(clock_ms() - run->marked_ms));
	else if (strcmp(line, "bytes") == 0)
		printf("%s %zu\n", text, run->bytes);
	else if (strcmp(line, "end") == 0) {
		until(run, is_ended, text, whole);
		printf("%s %d\n", WIFEXITED(run->status) ? "exit" : "signal",
		       WIFEXITED(run->status) ? WEXITSTATUS(run->status) : WTERMSIG(run->status));
	} else
		print(run, line);
	free(whole);
}

/* The program is a job of a shell: of a leader of its session, or it could not stop.
 * The leader tells of it through `reports`. */
_Noreturn static void lead(char **argv, int reports)
{
	pid_t pid = fork();
	int status = 0;
	if (pid == 0) {
		setpgid(0, 0);
		signal(SIGTTOU, SIG_IGN);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		close(reports);
		execvp(*argv, argv);
		_exit(127);
	}
	signal(SIGHUP, SIG_IGN);
	if (write(reports, &pid, sizeof pid) < 0)
		_exit(1);
	while (waitpid(pid, &status, WUNTRACED) == pid)
		if (write(reports, &status, sizeof status) < 0)
			break;
	pause(); /* with it the terminal would go */
	_exit(0);
}

static void start(struct run *run, char **argv, const struct winsize *size)
{
	int reports[2];
	pid_t leader = pipe2(reports, O_CLOEXEC) < 0 ? -1 : forkpty(&run->fd, NULL, NULL, size);
	if (leader == 0)
		lead(argv, reports[1]);
	close(reports[1]);
	run->leader = leader;
	run->reports = reports[0];
	if (leader < 0 || read(run->reports, &run->pid, sizeof run->pid) != sizeof run->pid) {
		perror("ptyrun");
		exit(1);
	}
}

int main(int argc, char **argv)
{
	struct winsize size = {.ws_col = 80, .ws_row = 24};
	struct run run = {0};
	int option;
	unsigned width = 0, height = 0;
	while ((option = getopt(argc, argv, "+s:p:")) != -1)
		if (option == 's')
			size_of(optarg, &size);
		else if (option == 'p' && sscanf(optarg, "%ux%u", &width, &height) == 2) {
			size.ws_xpixel = (unsigned short)width;
			size.ws_ypixel = (unsigned short)height;
		}
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0); /* who gives us lines one by one reads ours so */
	run.vt = vt_new(size.ws_col, size.ws_row);
	run.raw = getenv("PTYRUN_RAW") ? fopen(getenv("PTYRUN_RAW"), "w") : NULL;
	start(&run, argv + optind, &size);
	char *line = NULL;
	size_t room = 0;
	while (getline(&line, &room, stdin) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (*line && *line != '#')
			step(&run, line);
	}
	free(line);
	stop_all(&run);
	if (run.raw)
		fclose(run.raw);
	vt_free(run.vt);
	return 0;
}
