/* SPDX-License-Identifier: MIT */
#include "worker/spawn.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"
#include "util/mem.h"

#define MEDIA_SOCKET 3
#define BATCH_NICE 10
#define SEND_SECONDS 5 /* a process that reads nothing for so long hangs */
#define LINGER_MS 500

extern char **environ;

static const char *const role_words[] = {[ROLE_DECODE] = "decode", [ROLE_DRAW] = "draw"};

/* What the media process may know of our environment; keys are not among it. */
static bool may_inherit(const char *variable)
{
	static const char *const fronts[] = {
		"HOME=",       "LANG",      "LC_",
		"TZ=",         "TMPDIR=",   "XDG_",
		"FONTCONFIG_", "SCENETTY_", "LD_LIBRARY_PATH=",
		"ASAN_",       "UBSAN_",    "LSAN_",
	};
	for (size_t i = 0; i < LENGTH(fronts); i++)
		if (strncmp(variable, fronts[i], strlen(fronts[i])) == 0)
			return true;
	return false;
}

static char **child_environment(void)
{
	char **kept = NULL;
	size_t count = 0, room = 0;
	for (char **variable = environ; *variable; variable++)
		if (may_inherit(*variable)) {
			GROW(kept, count, room);
			kept[count++] = *variable;
		}
	GROW(kept, count, room);
	kept[count] = NULL;
	return kept;
}

static _Noreturn void become(const char *program, enum worker_role role, bool low, int socket,
			     char **environment, pid_t parent)
{
	char *const argv[] = {(char *)"scenetty-media", (char *)role_words[role], NULL};
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* Ctrl-C goes to the whole group; we end the process by its socket. */
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent) /* it was killed before that */
		_exit(127);
	if (low && nice(BATCH_NICE) < 0)
		low = false; /* as fast as the rest, then */
	int null = open("/dev/null", O_RDWR);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
#ifndef SANITIZED
	dup2(null, STDERR_FILENO);
#endif
	if (socket == MEDIA_SOCKET)
		fcntl(socket, F_SETFD, 0);
	else
		dup2(socket, MEDIA_SOCKET);
	execve(program, argv, environment);
	_exit(127);
}

int spawn_media(const char *program, enum worker_role role, bool low, pid_t *pid, int *socket,
		struct err *err)
{
	int ends[2];
	struct timeval limit = {.tv_sec = SEND_SECONDS};
	if (access(program, X_OK) < 0)
		return err_set(err, ERR_WORKER,
			       "the media program %s is missing or can't be run: install scenetty "
			       "whole, or let SCENETTY_MEDIA name it",
			       program);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return err_errno(err, "can't start the media process");
	setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
	char **environment = child_environment();
	pid_t self = getpid();
	*pid = fork();
	if (*pid == 0)
		become(program, role, low, ends[1], environment, self);
	free(environment);
	close(ends[1]);
	if (*pid < 0) {
		close(ends[0]);
		return err_errno(err, "can't start the media process");
	}
	*socket = ends[0];
	return 0;
}

/* True once the process has ended, waiting a little for it. */
static bool ends_soon(pid_t pid)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, 0);
	struct pollfd watched = {.fd = fd, .events = POLLIN};
	bool ended = fd >= 0 && poll(&watched, 1, LINGER_MS) == 1;
	if (fd >= 0)
		close(fd);
	return ended;
}

char *spawn_reap(pid_t pid, bool now)
{
	int status = 0;
	if (now || !ends_soon(pid))
		kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) < 0)
		return xstrdup("was lost");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return xstrdup("was stopped by its sandbox");
	if (WIFSIGNALED(status))
		return xasprintf("was ended by signal %d (%s)", WTERMSIG(status),
				 strsignal(WTERMSIG(status)));
	return xasprintf("ended with status %d", WEXITSTATUS(status));
}

char *worker_program(void)
{
	const char *set = getenv("SCENETTY_MEDIA");
	char self[PATH_MAX];
	if (set && *set)
		return xstrdup(set);
	ssize_t bytes = readlink("/proc/self/exe", self, sizeof self - 1);
	if (bytes > 0) {
		self[bytes] = '\0';
		char *slash = strrchr(self, '/');
		char *beside = xasprintf("%.*s/scenetty-media", (int)(slash - self), self);
		if (access(beside, X_OK) == 0)
			return beside;
		free(beside);
	}
	return xstrdup(LIBEXECDIR "/scenetty-media");
}
