/* SPDX-License-Identifier: MIT */
/*
 * usage: within SECONDS COMMAND…
 *
 * A test that has an end and leaves nobody behind. One that takes longer is shown with
 * all that it still runs, and killed; so is what runs on when a test has ended. Both are
 * TAP's "Bail out!", so that whoever hangs is one failure with a name, not a run
 * without an end. A test has nothing to read, and signals as at a login, whoever ran it.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	GRACE = 5, /* seconds that what was told to end, or is left, gets for it */
};

static const int passed_on[] = {SIGHUP, SIGINT, SIGTERM};

static pid_t start(char **command)
{
	pid_t pid = fork();
	if (pid < 0) {
		perror("within: fork");
		exit(99);
	}
	if (pid)
		return pid;
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int number = 1; number < SIGRTMIN; number++)
		signal(number, SIG_DFL);
	int nothing = open("/dev/null", O_RDONLY);
	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0)
		_exit(126);
	close(nothing);
	execvp(command[0], command);
	fprintf(stderr, "within: %s: %s\n", command[0], strerror(errno));
	_exit(127);
}

static size_t read_proc(pid_t pid, const char *name, char *into, size_t room)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = file < 0 ? -1 : read(file, into, room - 1);
	if (file >= 0)
		close(file);
	into[got < 0 ? 0 : got] = '\0';
	return got < 0 ? 0 : (size_t)got;
}

/* 0: there is none */
static pid_t parent(pid_t pid, char *state)
{
	char stat[512];
	int of = 0;
	read_proc(pid, "stat", stat, sizeof stat);
	char *behind = strrchr(stat, ')');
	return behind && sscanf(behind, ") %c %d", state, &of) == 2 ? of : 0;
}

static void show(pid_t pid, char state)
{
	char words[300], waits[64];
	size_t length = read_proc(pid, "cmdline", words, sizeof words);
	for (size_t i = 0; i + 1 < length; i++)
		if (!isprint((unsigned char)words[i]))
			words[i] = ' ';
	read_proc(pid, "wchan", waits, sizeof waits);
	printf("# %d %c %s: %s\n", (int)pid, state, waits, words);
}

/* What we are still the ancestor of: shown, or killed. Gives how many. */
static int family(void (*act)(pid_t, char))
{
	int count = 0;
	struct dirent *entry;
	DIR *all = opendir("/proc");
	while (all && (entry = readdir(all))) {
		char state = '?', ignored;
		pid_t pid = atoi(entry->d_name), of = pid > 0 ? parent(pid, &state) : 0;
		while (of > 0 && of != getpid())
			of = parent(of, &ignored);
		if (of == 0 || state == 'Z')
			continue;
		act(pid, state);
		count++;
	}
	if (all)
		closedir(all);
	return count;
}

static void end(pid_t pid, char state)
{
	(void)state;
	kill(pid, SIGKILL);
}

static double now(void)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/*
 * Waits, until `by`, for the test to end, or for everybody where `everybody`. Passes on
 * what we are told. False if it is too late.
 */
static bool await(pid_t test, int *status, bool everybody, double by, const sigset_t *heard)
{
	for (;;) {
		int how;
		pid_t ended;
		while ((ended = waitpid(-1, &how, WNOHANG)) > 0)
			if (ended == test)
				*status = how;
		if (everybody ? ended < 0 : *status >= 0)
			return true;
		double left = by - now();
		if (left <= 0)
			return false;
		struct timespec wait = {.tv_sec = (time_t)left,
					.tv_nsec = (long)((left - (double)(time_t)left) * 1e9)};
		int told = sigtimedwait(heard, NULL, &wait);
		if (told > 0 && told != SIGCHLD && *status < 0)
			kill(test, told);
	}
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: within SECONDS COMMAND…\n", stderr);
		return 2;
	}
	sigset_t heard;
	sigemptyset(&heard);
	for (size_t i = 0; i < sizeof passed_on / sizeof *passed_on; i++)
		sigaddset(&heard, passed_on[i]);
	sigaddset(&heard, SIGCHLD);
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_BLOCK, &heard, NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	int status = -1;
	pid_t test = start(argv + 2);
	if (!await(test, &status, false, now() + atof(argv[1]), &heard)) {
		printf("Bail out! not done within %s s; what still runs:\n", argv[1]);
		family(show);
		kill(test, SIGTERM);
		await(test, &status, false, now() + GRACE, &heard);
	} else if (!await(test, &status, true, now() + GRACE, &heard)) {
		puts("Bail out! the test has ended, what it started runs on:");
		family(show);
	}
	fflush(stdout);
	while (family(end))
		await(test, &status, true, now() + GRACE, &heard);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
