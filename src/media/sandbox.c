/* SPDX-License-Identifier: MIT */
#include "media/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "config.h"
#include "util/mem.h"

#ifndef SANITIZED /* by configure --enable-sanitizers */
#define SANITIZED 0
#endif

/* A segment of 3840x2160 with x264's "slow" takes 2.1 GiB of address space. */
#define MEMORY_BYTES (3ull << 30)
#define FDS_MAX 64

/* Calls that work on what the process has. Whatever is in none of the lists
 * ends it. */
static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev),
	SCMP_SYS(pwrite64), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
	SCMP_SYS(ftruncate), SCMP_SYS(fallocate), SCMP_SYS(fsync), SCMP_SYS(fdatasync),
	SCMP_SYS(close), SCMP_SYS(dup), SCMP_SYS(memfd_create),
	SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(restart_syscall),
	SCMP_SYS(getrandom), SCMP_SYS(getrusage), SCMP_SYS(sysinfo), SCMP_SYS(uname),
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
	SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* Reading by name, and threads: fontconfig and Pango. */
static const int allowed_draw[] = {
	SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
	SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(getcwd), SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq), SCMP_SYS(sched_getattr), SCMP_SYS(sched_setattr),
};

/* What libraries try and do without: nothing is there, or not for us. */
static const int absent_decode[] = {
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx),
	SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
	SCMP_SYS(readlinkat),
};
static const int refused[] = {
	SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(link),
	SCMP_SYS(linkat), SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(chmod),
	SCMP_SYS(fchmod), SCMP_SYS(fchmodat), SCMP_SYS(utimensat), SCMP_SYS(ioctl),
};

static int add_all(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
	int failed = 0;
	for (size_t i = 0; i < count; i++)
		failed |= seccomp_rule_add(filter, action, calls[i], 0);
	return failed;
}

/* Allows, or refuses with an errno, a call whose argument has `value` under
 * `mask`. */
static int add_masked(scmp_filter_ctx filter, uint32_t action, int call, unsigned argument,
		      uint64_t mask, uint64_t value)
{
	return seccomp_rule_add(filter, action, call, 1,
				SCMP_CMP64(argument, SCMP_CMP_MASKED_EQ, mask, value));
}

/* Not those that make the kernel send signals for us. */
static int add_fcntl(scmp_filter_ctx filter)
{
	static const int commands[] = {F_DUPFD,	    F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL,
				       F_ADD_SEALS, F_GETLK,	     F_SETLK, F_SETLKW};
	int failed = 0;
	for (size_t i = 0; i < LENGTH(commands); i++)
		failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
					   SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)commands[i], 0));
	return failed;
}

static int add_memory_and_self(scmp_filter_ctx filter)
{
	const uint64_t exec = PROT_EXEC;
	int failed = add_masked(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, exec, 0);
	failed |= add_masked(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 2, exec, 0);
	/* abort() of our own, names of our threads, reading our limits */
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
				   SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
				   SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0));
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
				   SCMP_A2(SCMP_CMP_EQ, 0, 0));
	return failed | add_fcntl(filter);
}

static int add_decode(scmp_filter_ctx filter)
{
	int failed = add_all(filter, SCMP_ACT_ERRNO(ENOENT), absent_decode, LENGTH(absent_decode));
	failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAGAIN), SCMP_SYS(clone), 0);
	return failed | seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAGAIN), SCMP_SYS(clone3), 0);
}

/* clone3 and openat2 hide their flags from the filter; the C library falls back
 * on clone. */
static int add_draw(scmp_filter_ctx filter)
{
	const uint64_t write = O_ACCMODE | O_CREAT | O_TRUNC;
	const uint32_t no = SCMP_ACT_ERRNO(EACCES), missing = SCMP_ACT_ERRNO(ENOSYS);
	int failed = add_all(filter, SCMP_ACT_ALLOW, allowed_draw, LENGTH(allowed_draw));
	failed |= add_masked(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 2, write, O_RDONLY);
	failed |= add_masked(filter, no, SCMP_SYS(openat), 2, O_ACCMODE, O_WRONLY);
	failed |= add_masked(filter, no, SCMP_SYS(openat), 2, O_ACCMODE, O_RDWR);
	failed |= seccomp_rule_add(filter, no, SCMP_SYS(open), 0);
	failed |= seccomp_rule_add(filter, missing, SCMP_SYS(openat2), 0);
	failed |= add_masked(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 0, CLONE_THREAD,
			     CLONE_THREAD);
	failed |= add_masked(filter, no, SCMP_SYS(clone), 0, CLONE_THREAD, 0);
	return failed | seccomp_rule_add(filter, missing, SCMP_SYS(clone3), 0);
}

static bool filter_calls(enum verb_role role)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (!filter)
		return false;
	int failed = add_all(filter, SCMP_ACT_ALLOW, allowed, LENGTH(allowed));
	failed |= add_all(filter, SCMP_ACT_ERRNO(EPERM), refused, LENGTH(refused));
	failed |= add_memory_and_self(filter);
	failed |= role == VERB_DRAW ? add_draw(filter) : add_decode(filter);
	if (!failed)
		failed = seccomp_load(filter);
	seccomp_release(filter);
	return !failed;
}

/* Landlock's calls have no wrappers, and the headers of Debian 12 end at its
 * second version: the later rights, by their numbers, for kernels that know them. */
struct landlock_rules {
	uint64_t files, net, scoped;
};
#define ABI_NET 4
#define ABI_SCOPED 6

static struct landlock_rules rules_of(int abi)
{
	static const int file_rights[] = {0, 13, 14, 15, 15, 16}; /* bits known, by version */
	int last = abi < (int)LENGTH(file_rights) ? abi : (int)LENGTH(file_rights) - 1;
	return (struct landlock_rules){
		.files = (1ull << file_rights[last]) - 1,
		.net = abi >= ABI_NET ? 3 : 0,	     /* bind, connect */
		.scoped = abi >= ABI_SCOPED ? 3 : 0, /* abstract sockets, signals */
	};
}

static void allow_reading(int rules, const char *path)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	struct stat status;
	if (beneath.parent_fd < 0)
		return;
	if (fstat(beneath.parent_fd, &status) == 0 && S_ISDIR(status.st_mode))
		syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
}

static bool lock_files(char *const *readable)
{
	int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return false;
	struct landlock_rules rights = rules_of(abi);
	int rules = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0);
	if (rules < 0)
		return false;
#ifdef SANITIZED
	allow_reading(rules, "/proc"); /* for the leak check */
#endif
	for (; readable && *readable; readable++)
		allow_reading(rules, *readable);
	bool locked = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return locked;
}

static bool limit(int resource, rlim_t most)
{
	struct rlimit now;
	if (getrlimit(resource, &now) < 0)
		return false;
	if (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)
		now.rlim_max = most;
	if (now.rlim_cur == RLIM_INFINITY || now.rlim_cur > now.rlim_max)
		now.rlim_cur = now.rlim_max;
	return setrlimit(resource, &now) == 0;
}

static bool set_limits(void)
{
	bool set = limit(RLIMIT_CORE, 0);
	set = limit(RLIMIT_NOFILE, FDS_MAX) && set;
#if !SANITIZED /* whose shadow memory is terabytes, whose leak check attaches */
	set = limit(RLIMIT_AS, MEMORY_BYTES) && set;
	set = prctl(PR_SET_DUMPABLE, 0) == 0 && set;
#endif
	return set;
}

void sandbox_enter(enum verb_role role, char *const *readable, struct sandbox *out)
{
	*out = (struct sandbox){.limits = set_limits()};
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return;
	out->landlock = lock_files(role == VERB_DRAW ? readable : NULL);
	/* the sanitizers' run-time library needs what the filter forbids */
	out->seccomp = !SANITIZED && filter_calls(role);
}
