/* SPDX-License-Identifier: MIT
 *
 * How a full-screen program answers keys, seen from outside.
 * usage: keys BEFORE KEY TIMES PROGRAM [ARG…]
 *
 * Runs it in a terminal of 120x40 and prints: ms to the first text, ms until it is
 * quiet, then, once it has had the keys BEFORE, one at a time, median and 99th of 100 of
 * ms from a KEY to the last byte of the answer, bytes an answer (median), ms the last
 * one of keys held at 60 a second takes, MB.
 *
 * The answer ends with the first pause: what comes behind it (a picture, a text that
 * follows the cursor) is another one. If the keys held in the last second have not all
 * been answered in their time, the last one's answer is only there when all is quiet.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/median.h"

#define QUIET_MS 3  /* without a byte, and the answer has ended */
#define REST_MS 150 /* for what follows it, so that it is over before the next key */
#define START_QUIET_MS 1000
#define HELD 180
#define HELD_MS 16

/* What is no text: escape sequences, in whatever pieces they come. */
struct looker {
	char in; /* 0, or what it is in: ESC, '[' or ']' */
	bool has_text;
};

static void look(struct looker *looker, const char *bytes, ssize_t count)
{
	for (const char *at = bytes; at < bytes + count; at++) {
		unsigned char c = (unsigned char)*at;

		if (c == 033)
			looker->in = 033;
		else if (looker->in == 033)
			looker->in = c == '[' ? '[' : strchr("]P_^X", c) ? ']' : c < 0x30 ? 033 : 0;
		else if (looker->in == '[' && c >= 0x40)
			looker->in = 0;
		else if (looker->in == ']' && c == '\a')
			looker->in = 0;
		else if (!looker->in && c > ' ' && c != 0x7f)
			looker->has_text = true;
	}
}

/* Reads until it is quiet; the times of the first text and the last byte, or `since`. */
static size_t drain(int fd, int quiet_ms, double since, double *first, double *last)
{
	struct pollfd polled = {.fd = fd, .events = POLLIN};
	struct looker looker = {0};
	char bytes[65536];
	size_t all = 0;

	*first = *last = since;
	while (poll(&polled, 1, all || quiet_ms > REST_MS ? quiet_ms : REST_MS) > 0) {
		ssize_t got = read(fd, bytes, sizeof bytes);

		if (got <= 0)
			break;
		*last = now_ms();
		if (!looker.has_text) {
			look(&looker, bytes, got);
			*first = *last;
		}
		all += (size_t)got;
	}
	return all;
}

/* What comes in that time is read, so that nobody waits for us; false if nothing came. */
static bool read_for(int fd, int ms)
{
	struct pollfd polled = {.fd = fd, .events = POLLIN};
	double end = now_ms() + ms, left;
	char bytes[65536];
	bool came = false;

	while ((left = end - now_ms()) > 0 && poll(&polled, 1, (int)left) >= 0)
		if (polled.revents) {
			if (read(fd, bytes, sizeof bytes) <= 0)
				return false;
			came = true;
		}
	return came;
}

static pid_t start(char **words, int *fd)
{
	struct winsize size = {.ws_col = 120, .ws_row = 40};
	pid_t pid = forkpty(fd, NULL, NULL, &size);

	if (pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(words[0], words);
		_exit(127);
	}
	return pid;
}

static double memory_mb(pid_t pid)
{
	char path[64];
	long pages = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
	file = fopen(path, "r");
	if (!file || fscanf(file, "%*d %ld", &pages) != 1)
		pages = 0;
	if (file)
		fclose(file);
	return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

static void press(int fd, const char *key)
{
	if (write(fd, key, strlen(key)) < 0)
		exit(1);
}

int main(int argc, char **argv)
{
	double first, last, begun = now_ms(), times[1000], sizes[1000], held;
	int fd, count = argc > 4 ? atoi(argv[3]) : 0;
	const char *key = argv[2];
	bool answered = true;
	pid_t pid;

	if (count < 1 || count > 1000)
		return 2;
	pid = start(argv + 4, &fd);
	drain(fd, START_QUIET_MS, begun, &first, &last);
	printf("%.2f %.2f", first - begun, last - begun);
	for (const char *at = argv[1]; *at; at++) {
		press(fd, (char[]){*at, '\0'});
		drain(fd, REST_MS, now_ms(), &first, &last);
	}
	for (int i = 0; i < count; i++) {
		double since = now_ms(), ignored, end;

		press(fd, key);
		sizes[i] = (double)drain(fd, QUIET_MS, since, &ignored, &end);
		times[i] = end - since;
		drain(fd, REST_MS, end, &ignored, &end);
	}
	printf(" %.3f", median(times, count));
	printf(" %.3f %.0f", times[count * 99 / 100], median(sizes, count));
	for (int i = 1; i < HELD; i++) {
		press(fd, key);
		answered &= read_for(fd, HELD_MS) || i < HELD - 1000 / HELD_MS;
	}
	held = now_ms();
	press(fd, key);
	drain(fd, answered ? QUIET_MS : REST_MS, held, &first, &last);
	printf(" %.2f %.1f\n", last - held, memory_mb(pid));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return 0;
}
