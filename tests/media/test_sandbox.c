/* SPDX-License-Identifier: MIT
 *
 * What can't be done behind the walls of each role, tried in a process that went
 * behind them; and what can.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"
#include "media/sandbox.h"
#include "tests/media/clips.h"
#include "tests/media/media.h"
#include "util/file.h"

static char shared[] = "bytes of the parent";

/* Each tries one thing: true if it could. */
static bool read_secret(const char *folder)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool read_secret_openat2(const char *folder)
{
	uint64_t how[3] = {0};
	return syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof how) >= 0;
}

static bool read_inside(const char *folder)
{
	char *path = xasprintf("%s/data", folder);
	return open(path, O_RDONLY) >= 0;
}

static bool write_inside(const char *folder)
{
	char *path = xasprintf("%s/data", folder);
	return open(path, O_WRONLY) >= 0 || open(path, O_RDWR) >= 0;
}

static bool create_inside(const char *folder)
{
	char *path = xasprintf("%s/new", folder);
	return open(path, O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool truncate_inside(const char *folder)
{
	char *path = xasprintf("%s/data", folder);
	return open(path, O_RDONLY | O_TRUNC) >= 0;
}

static bool unlink_inside(const char *folder)
{
	char *path = xasprintf("%s/data", folder);
	return unlink(path) == 0;
}

static bool rename_inside(const char *folder)
{
	char *path = xasprintf("%s/data", folder), *other = xasprintf("%s/other", folder);
	return rename(path, other) == 0 || link(path, other) == 0 || symlink(path, other) == 0;
}

static bool make_folder(const char *folder)
{
	char *path = xasprintf("%s/folder", folder);
	return mkdir(path, 0700) == 0;
}

static bool change_mode(const char *folder)
{
	char *path = xasprintf("%s/data", folder);
	return chmod(path, 0666) == 0;
}

static bool execute(const char *folder)
{
	char *argv[] = {(char *)"true", NULL};
	execv("/bin/true", argv);
	return false;
}

static bool fork_child(const char *folder)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool clone_child(const char *folder)
{
	return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0;
}

static bool kill_parent(const char *folder)
{
	return kill(getppid(), 0) == 0;
}

static bool signal_parent(const char *folder)
{
	return syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
}

static bool borrow_signal(const char *folder)
{
	return fcntl(memfd_create("any", MFD_CLOEXEC), F_SETOWN, getppid()) == 0;
}

static bool trace_parent(const char *folder)
{
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0;
}

static bool read_parent(const char *folder)
{
	char bytes[4];
	struct iovec here = {bytes, sizeof bytes}, there = {shared, sizeof bytes};
	return process_vm_readv(getppid(), &here, 1, &there, 1, 0) > 0;
}

static bool open_socket(const char *folder)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool open_local_socket(const char *folder)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool map_code(const char *folder)
{
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
	       MAP_FAILED;
}

static bool make_code(const char *folder)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool type_into_terminal(const char *folder)
{
	return ioctl(0, TIOCSTI, "x") == 0;
}

static bool new_namespace(const char *folder)
{
	return unshare(CLONE_NEWUSER) == 0;
}

static bool set_up_ring(const char *folder)
{
	char parameters[120] = {0};
	return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
}

static bool raise_limits(const char *folder)
{
	struct rlimit free = {RLIM_INFINITY, RLIM_INFINITY};
	return setrlimit(RLIMIT_AS, &free) == 0;
}

static bool take_memory(const char *folder)
{
	return malloc((size_t)4 << 30);
}

static bool dump_core(const char *folder)
{
	struct rlimit core;
	return getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max > 0;
}

static void *nothing(void *arg)
{
	return arg;
}

static bool start_thread(const char *folder)
{
	pthread_t thread;
	return pthread_create(&thread, NULL, nothing, NULL) == 0 &&
	       pthread_join(thread, NULL) == 0;
}

static bool work(const char *folder)
{
	char byte = 'x';
	int fd = memfd_create("work", MFD_CLOEXEC);
	void *memory = malloc(200 << 20);
	struct timespec now;
	memset(memory, 1, 200 << 20);
	return fd >= 0 && ftruncate(fd, 4096) == 0 && pwrite(fd, &byte, 1, 9) == 1 &&
	       pread(fd, &byte, 1, 9) == 1 &&
	       mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) != MAP_FAILED &&
	       clock_gettime(CLOCK_MONOTONIC, &now) == 0;
}

enum { NO, YES, LOCKED }; /* LOCKED: no, given Landlock */
static const struct {
	const char *name;
	bool (*try)(const char *folder);
	int decode, draw;
} attempts[] = {
	{"work", work, YES, YES},
	{"read what is none of its business", read_secret, NO, LOCKED},
	{"read it by openat2", read_secret_openat2, NO, NO},
	{"read its data", read_inside, NO, YES},
	{"write its data", write_inside, NO, NO},
	{"make a file", create_inside, NO, NO},
	{"empty a file", truncate_inside, NO, NO},
	{"remove a file", unlink_inside, NO, NO},
	{"rename a file", rename_inside, NO, NO},
	{"make a folder", make_folder, NO, NO},
	{"change a mode", change_mode, NO, NO},
	{"run a program", execute, NO, NO},
	{"fork", fork_child, NO, NO},
	{"fork by clone", clone_child, NO, NO},
	{"signal its parent", kill_parent, NO, NO},
	{"signal it by tgkill", signal_parent, NO, NO},
	{"have the kernel signal it", borrow_signal, NO, NO},
	{"trace its parent", trace_parent, NO, NO},
	{"read its parent", read_parent, NO, NO},
	{"open a socket", open_socket, NO, NO},
	{"open a local socket", open_local_socket, NO, NO},
	{"map code", map_code, NO, NO},
	{"make memory code", make_code, NO, NO},
	{"type into the terminal", type_into_terminal, NO, NO},
	{"get a namespace", new_namespace, NO, NO},
	{"set up an io_uring", set_up_ring, NO, NO},
	{"raise its limits", raise_limits, NO, NO},
	{"take 4 GiB", take_memory, NO, NO},
	{"dump core", dump_core, NO, NO},
	{"start a thread", start_thread, NO, YES},
};

enum { COULD = 10, COULD_NOT, NO_WALLS };

/* How the attempt ended: one of the above; the death of the process, by the
 * filter alone, is COULD_NOT. */
static int attempt(enum verb_role role, bool (*try)(const char *folder), char *folder,
		   bool *landlock)
{
	int tell[2], status = 0;
	struct sandbox walls = {0};
	assert_int_equal(pipe(tell), 0);
	pid_t pid = fork();
	if (pid == 0) {
		char *const readable[] = {folder, NULL};
		sandbox_enter(role, readable, &walls);
		if (write(tell[1], &walls, sizeof walls) < 0 || !walls.seccomp || !walls.limits)
			_exit(NO_WALLS);
		_exit(try(folder) ? COULD : COULD_NOT);
	}
	close(tell[1]);
	assert_int_equal(read(tell[0], &walls, sizeof walls), sizeof walls);
	close(tell[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	*landlock = walls.landlock;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return COULD_NOT;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void try_all(enum verb_role role, const struct clips *clips)
{
	for (size_t i = 0; i < LENGTH(attempts); i++) {
		bool landlock = false;
		int could = attempt(role, attempts[i].try, clips->folder, &landlock);
		int may = role == VERB_DRAW ? attempts[i].draw : attempts[i].decode;
		if (could == NO_WALLS)
			fail_msg("the walls don't stand");
		if (may == LOCKED && !landlock)
			continue;
		if (could != (may == YES ? COULD : COULD_NOT))
			fail_msg("%s: %s (%d)", role == VERB_DRAW ? "draw" : "decode",
				 attempts[i].name, could);
	}
}

static void test_decode(void **state)
{
	free(clip_write(*state, "data", 4, "data"));
	try_all(VERB_DECODE, *state);
}

static void test_draw(void **state)
{
	free(clip_write(*state, "data", 4, "data"));
	try_all(VERB_DRAW, *state);
}

/* The attempts are no proof unless all of them succeed without walls. */
static void test_without_walls(void **state)
{
	static bool (*const possible[])(const char *folder) = {
		work,	     read_secret,   read_secret_openat2, read_inside,  write_inside,
		fork_child,  clone_child,   kill_parent,	 signal_parent, open_socket,
		map_code,    make_code,	    create_inside,	 change_mode,	start_thread,
		make_folder, open_local_socket, borrow_signal,	 truncate_inside, unlink_inside,
	};
	struct clips *clips = *state;
	free(clip_write(clips, "data", 4, "data"));
	for (size_t i = 0; i < LENGTH(possible); i++) {
		int status;
		pid_t pid = fork();
		if (pid == 0)
			_exit(possible[i](clips->folder) ? COULD : COULD_NOT);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != COULD)
			fail_msg("attempt %zu fails even without walls", i);
	}
}

/* A kernel without seccomp. */
static void refuse_filters(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(seccomp), 0);
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
			 SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
	seccomp_load(filter);
}

static void refuse_filters_unsafe(void)
{
	setenv("SCENETTY_UNSAFE_DECODE", "1", 1);
	refuse_filters();
}

static void test_no_seccomp(void **state)
{
	struct media media;
	struct message answer;
	char *path = clip_make(*state, CLIP_MOVING "-frames:v 1", "a.png");
	media_start_after(&media, "decode", refuse_filters);
	assert_false(media_has_wall(&media, "seccomp"));
	media_ask(&media, "{\"do\":\"probe\"}", path, &answer);
	assert_error(&answer, "worker", "SCENETTY_UNSAFE_DECODE=1 opens them anyway");
	message_clear(&answer);
	assert_int_equal(media_stop(&media), 0);
	media_start_after(&media, "decode", refuse_filters_unsafe);
	media_ask(&media, "{\"do\":\"probe\"}", path, &answer);
	assert_done(&answer);
	message_clear(&answer);
	assert_int_equal(media_stop(&media), 0);
	free(path);
}

int main(void)
{
#ifdef SANITIZED
	printf("1..0 # SKIP no filter in a build with sanitizers\n");
	return 0;
#endif
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_without_walls, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_decode, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_draw, clips_enter, clips_leave),
		cmocka_unit_test_setup_teardown(test_no_seccomp, clips_enter, clips_leave),
	};
	return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
