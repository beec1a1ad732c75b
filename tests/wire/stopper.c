/* SPDX-License-Identifier: MIT
 *
 * Runs a program and kills it right before one of the system calls by which it leaves a
 * trace: on the disk, at another process, at a server.
 * usage: stopper COUNT-FILE NTH PROGRAM WORDS…
 *
 * NTH 0 kills nobody; how many such calls there were is written into COUNT-FILE. Ends as
 * the program did, 137 if it was killed. What the program starts goes unwatched.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/mem.h"

#if defined(PTRACE_GET_SYSCALL_INFO)
#include <linux/ptrace.h>
#endif

static const long traces[] = {
	SYS_write,     SYS_pwrite64, SYS_writev,    SYS_sendto,    SYS_sendmsg,  SYS_recvfrom,
	SYS_connect,   SYS_fsync,    SYS_fdatasync, SYS_renameat2, SYS_renameat, SYS_linkat,
	SYS_ftruncate, SYS_unlinkat, SYS_mkdirat,   SYS_fchmod,
#ifdef SYS_rename
	SYS_rename,    SYS_unlink,   SYS_mkdir,     SYS_link,
#endif
};

static bool leaves_trace(long number)
{
	for (size_t i = 0; i < LENGTH(traces); i++)
		if (traces[i] == number)
			return true;
	return false;
}

/* The number of the call it is about to make; -1: it comes back from one. */
static long entered(pid_t pid)
{
	struct ptrace_syscall_info info = {0};

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof info, &info) <= 0 ||
	    info.op != PTRACE_SYSCALL_INFO_ENTRY)
		return -1;
	return (long)info.entry.nr;
}

static void begin(char **words)
{
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0)
		_exit(77); /* where tracing is not allowed */
	execvp(words[0], words);
	_exit(127);
}

/* Follows it to its end; *calls counts. */
static int follow(pid_t pid, long nth, long *calls)
{
	int status, signal = 0;

	while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status)) {
		bool call = WSTOPSIG(status) == (SIGTRAP | 0x80);

		if (call && leaves_trace(entered(pid)) && ++*calls == nth)
			kill(pid, SIGKILL);
		signal = call || WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
		ptrace(PTRACE_SETOPTIONS, pid, NULL,
		       (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
		ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)signal);
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	long calls = 0;
	int code;
	pid_t pid;
	FILE *out;

	if (argc < 4)
		return 2;
	pid = fork();
	if (pid == 0)
		begin(argv + 3);
	code = follow(pid, atol(argv[2]), &calls);
	out = fopen(argv[1], "w");
	if (out) {
		fprintf(out, "%ld\n", calls);
		fclose(out);
	}
	return code;
}
