/* SPDX-License-Identifier: MIT
 *
 * Other threads may have held any lock when this child was forked: only what is safe
 * in a signal handler is called here.
 */
#include "job/process_guard.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/clock.h"

#define CONTROL 3
#define SIGNALS 64

static void say(const char *text)
{
	ssize_t wrote = write(STDERR_FILENO, text, strlen(text));

	(void)wrote; /* nobody else could be told */
}

static _Noreturn void become(const struct process_what *what, const int files[3], pid_t guard)
{
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the guard be killed */
	if (getppid() != guard)
		_exit(127);
	for (int i = 0; i < 3; i++)
		dup2(files[i], i);
	close_range(3, ~0U, 0);
	for (int number = 1; number <= SIGNALS; number++)
		signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (chdir(what->folder) == 0)
		execvpe(what->words[0], what->words, what->environment);
	say(what->words[0]);
	say(" can't be run: ");
	say(strerrordesc_np(errno));
	say("\n");
	_exit(127);
}

/* Takes in who has ended; false when no child is left. */
static bool reap(pid_t child, int *status, bool *ended)
{
	int one;
	pid_t pid;

	while ((pid = waitpid(-1, &one, WNOHANG)) > 0)
		if (pid == child) {
			*status = one;
			*ended = true;
		}
	return pid == 0;
}

static void report(int status)
{
	send(CONTROL, &status, sizeof status, MSG_NOSIGNAL);
}

/* The program's orphans come to us, so that we know when the last of them is gone. What
 * it leaves behind when it ends by itself is its own business. */
static void watch(pid_t child, int grace_ms)
{
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGCHLD);

	struct pollfd polled[] = {{.fd = CONTROL, .events = POLLIN},
				  {.fd = signalfd(-1, &ends, SFD_NONBLOCK), .events = POLLIN}};
	struct signalfd_siginfo taken;
	int64_t killing = 0;
	int status = -1;
	bool ended = child < 0;

	for (;;) {
		bool any = reap(child, &status, &ended);
		int64_t left = killing - clock_ms();

		if (ended && !(killing && any))
			break;
		if (poll(polled, 2,
			 !killing   ? -1
			 : left > 0 ? (int)left
				    : 0) == 0 &&
		    clock_ms() >= killing) {
			report(ended ? status : SIGKILL);
			kill(0, SIGKILL); /* the guard too */
		}
		while (read(polled[1].fd, &taken, sizeof taken) > 0)
			;
		if (!killing && polled[0].revents) {
			killing = clock_ms() + grace_ms;
			polled[0].fd = -1;
			kill(0, SIGTERM); /* the guard has it blocked */
			kill(0, SIGCONT);
		}
	}
	report(status);
}

_Noreturn void process_guard(const struct process_what *what, const int files[3], int control)
{
	pid_t guard = getpid(), child;

	setsid();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	child = fork();
	if (child == 0)
		become(what, files, guard);
	dup2(control, CONTROL);
	close_range(0, CONTROL - 1, 0);
	close_range(CONTROL + 1, ~0U, 0);
	watch(child, what->grace_ms > 0 ? what->grace_ms : PROCESS_GRACE_MS);
	_exit(0);
}
