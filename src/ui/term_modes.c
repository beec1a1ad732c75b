/* SPDX-License-Identifier: MIT */
#include "ui/term_modes.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/mem.h"

#define STACK_BYTES (64u << 10) /* to handle a full stack on */
#define PUT_MS 300 /* for the terminal to take some of it */

/* What ends us, unless somebody else handles it. */
static const int deadly[] = {SIGSEGV, SIGBUS,  SIGFPE, SIGILL, SIGABRT, SIGSYS,
			     SIGTRAP, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGXCPU};

/* A handler gets no argument of ours: this is the one thing kept outside of structs. */
static struct {
	volatile sig_atomic_t is_on, came_back;
	bool is_caught;
	int fd, out;
	char *enter, *leave;
	size_t enter_bytes, leave_bytes;
	struct termios ours, before;
	struct sigaction old[LENGTH(deadly)], old_stop, old_continue;
	void *stack;
} modes;

/* If nobody reads it's in vain, but not for ever. */
static void put(const char *bytes, size_t count)
{
	while (count) {
		struct pollfd ready = {modes.out, POLLOUT, 0};
		ssize_t written = -1;
		if (poll(&ready, 1, PUT_MS) == 0)
			return;
		written = write(modes.out, bytes, count);
		if (written < 0 && errno != EINTR && errno != EAGAIN)
			return;
		bytes += written > 0 ? written : 0;
		count -= written > 0 ? (size_t)written : 0;
	}
}

void modes_off(void)
{
	int error = errno;
	if (modes.is_on) {
		modes.is_on = 0;
		put(modes.leave, modes.leave_bytes);
		tcsetattr(modes.fd, TCSANOW, &modes.before);
	}
	errno = error;
}

static void back_on(void)
{
	modes.is_on = 1;
	tcsetattr(modes.fd, TCSANOW, &modes.ours);
	put(modes.enter, modes.enter_bytes);
}

void modes_on(void)
{
	if (!modes.is_on)
		back_on();
}

void modes_check(void)
{
	struct termios now;
	if (modes.is_on && tcgetattr(modes.fd, &now) == 0 && now.c_lflag != modes.ours.c_lflag)
		back_on();
}

bool modes_came_back(void)
{
	bool came = modes.came_back;
	modes.came_back = 0;
	return came;
}

/* The terminal first, then whoever handled it before us. */
static void on_death(int number)
{
	modes_off();
	for (size_t i = 0; i < LENGTH(deadly); i++)
		if (deadly[i] == number)
			sigaction(number, &modes.old[i], NULL);
	raise(number);
}

/* Whoever draws hears of it as of a new size. */
static void on_continue(int number)
{
	int error = errno;
	if (modes.is_on) {
		back_on();
		modes.came_back = 1;
		raise(SIGWINCH);
	}
	errno = error;
}

static void on_stop(int number)
{
	int error = errno;
	bool was_on = modes.is_on;
	struct sigaction ours;
	sigset_t set, old;
	modes_off();
	sigaction(number, &modes.old_stop, &ours);
	raise(number);
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_UNBLOCK, &set, &old);
	/* stopped here */
	sigprocmask(SIG_SETMASK, &old, NULL);
	sigaction(number, &ours, NULL);
	if (was_on) {
		back_on();
		modes.came_back = 1;
		raise(SIGWINCH);
	}
	errno = error;
}

/* Not those that are ignored or that another has taken. */
static void catch (int number, void (*handler)(int), struct sigaction *old)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK | SA_RESTART};
	sigaction(number, NULL, old);
	if (old->sa_handler != SIG_IGN)
		sigaction(number, &action, NULL);
}

static void catch_all(void)
{
	stack_t stack = {.ss_size = STACK_BYTES};
	modes.stack = stack.ss_sp = xmalloc(STACK_BYTES);
	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < LENGTH(deadly); i++)
		catch (deadly[i], on_death, &modes.old[i]);
	catch (SIGTSTP, on_stop, &modes.old_stop);
	catch (SIGCONT, on_continue, &modes.old_continue);
	modes.is_caught = true;
	atexit(modes_off);
}

void modes_begin(int fd, int out, const char *enter, const char *leave,
		 const struct termios *before)
{
	modes.fd = fd;
	modes.out = out;
	modes.enter = xstrdup(enter);
	modes.leave = xstrdup(leave);
	modes.enter_bytes = strlen(enter);
	modes.leave_bytes = strlen(leave);
	modes.before = *before;
	tcgetattr(fd, &modes.ours);
	if (!modes.is_caught)
		catch_all();
	modes.is_on = 1;
}

void modes_end(void)
{
	modes_off();
	free(modes.enter);
	free(modes.leave);
	modes.enter = modes.leave = NULL;
}
