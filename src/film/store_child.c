/* SPDX-License-Identifier: MIT
 *
 * Saving in the background. A forked child, which has the film as it is at that
 * moment, prints it and writes and syncs a temp file: that is what takes long. Then
 *
 *   child → parent   'd' DIGEST     what it will be
 *   parent → child   'g'            the log says so (the child syncs that too)
 *   child → parent   's' STAMP      it is in place
 *               or   'c'            another hand was at film.json: nothing is replaced
 *               or   'e' KIND TEXT
 *
 * Only the parent writes to the log. If it dies, a child that has no go gives up, and
 * one that has finishes; it has the lock as long as it lives.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "film/store_private.h"
#include "util/mem.h"

#define CHILD_NICE 5

struct store_child {
	struct loop *loop;
	void (*done)(void *arg, const struct err *err);
	void *arg;
	pid_t pid;
	int socket;
	uint64_t number; /* of the last change it saves */
	char digest[DIGEST_SIZE];
};

static bool say(int socket, char word, const void *data, size_t bytes)
{
	struct buf message = {0};
	buf_add_char(&message, word);
	buf_add(&message, data, bytes);
	return send(socket, message.data, message.len, MSG_NOSIGNAL) >= 0;
}

_Noreturn static void fail(int socket, const struct err *err)
{
	struct buf text = {0};
	buf_add_char(&text, (char)err->kind);
	buf_add_str(&text, err_text(err));
	say(socket, 'e', text.data, text.len);
	_exit(1);
}

/* Nothing of the parent's may happen here: neither its handlers nor its terminal. */
static void be_alone(void)
{
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL);
	int null = open("/dev/null", O_RDWR);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	if (nice(CHILD_NICE) < 0)
		errno = 0; /* at the speed of all, then */
}

/* Tells the parent what film.json will be, and waits until the log says so. */
static bool has_go(int socket, const char *digest)
{
	char go;
	return say(socket, 'd', digest, DIGEST_SIZE) && recv(socket, &go, 1, 0) == 1 && go == 'g';
}

/* 's' when the temp file is in its place, 'c' when it may not be put there. */
static char put_in_place(const struct store *store, int socket, int fd, const char *temp,
			 const char *digest, struct err *err)
{
	if (fsync(fd) < 0) {
		err_errno(err, "can't write %s", FILM_NAME);
		return 'e';
	}
	if (!has_go(socket, digest))
		return 'c';
	if (edit_log_sync(store->cache, err) < 0)
		return 'e';
	if (!file_stamp_fits(&store->stamp, store->dir, FILM_NAME))
		return 'c';
	return file_publish(store->dir, fd, temp, FILM_NAME, err) < 0 ? 'e' : 's';
}

_Noreturn static void save_and_exit(const struct store *store, int socket)
{
	struct err err = {0};
	struct printed printed;
	struct file_stamp stamp;
	char *temp;
	be_alone();
	if (print_film(store->film, &printed, &err) < 0)
		fail(socket, &err);
	int fd = file_save_temp(store->dir, FILM_NAME, printed.text.data, printed.text.len, &temp,
				&err);
	if (fd < 0)
		fail(socket, &err);
	char word = put_in_place(store, socket, fd, temp, printed.digest, &err);
	if (word != 's')
		unlinkat(store->dir, temp, 0);
	if (word == 'e')
		fail(socket, &err);
	file_stamp(fd, &stamp);
	say(socket, word, &stamp, sizeof stamp);
	_exit(0);
}

static void end(struct store *store, struct err *err)
{
	struct store_child *child = store->child;
	loop_unwatch(child->loop, child->socket);
	close(child->socket);
	waitpid(child->pid, NULL, 0);
	store->child = NULL;
	if (err->kind || store->saved == child->number)
		save_ended(store, err->kind ? err : NULL);
	child->done(child->arg, err->kind ? err : NULL);
	err_clear(err);
	free(child);
}

static void note_digest(struct store *store, const struct buf *message)
{
	struct store_child *child = store->child;
	struct err err = {0};
	struct buf lines = {0};
	memcpy(child->digest, message->data + 1, DIGEST_SIZE - 1);
	edit_log_add_mark(&lines, "saving", child->digest, child->number, NULL);
	int result = edit_log_append(store->cache, &lines, false, &store->log_bytes, &err);
	buf_free(&lines);
	if (result == 0) {
		send(child->socket, "g", 1, MSG_NOSIGNAL);
	} else { /* without a go it gives up */
		err_prefix(&err, "not saved: ");
		end(store, &err);
	}
}

static void note_end(struct store *store, const struct buf *message)
{
	struct store_child *child = store->child;
	struct err err = {0};
	char word = message->len ? *message->data : '\0';
	if (word == 'e' && message->len > 1)
		err_set(&err, (enum err_kind)message->data[1], "%s", message->data + 2);
	else if (word != 's' && word != 'c') /* c: it stays dirty, and the next save merges */
		err_set(&err, ERR_IO, "the process that saves was ended");
	/* Even if the end of it was not told, or the folder could not be synced. */
	bool stands = word == 's' || (*child->digest && film_is(store, child->digest));
	if (word == 's')
		memcpy(&store->stamp, message->data + 1, sizeof store->stamp);
	if (stands) {
		memcpy(store->digest, child->digest, DIGEST_SIZE);
		film_was_saved(store, child->number);
	}
	if (err.kind && !stands)
		err_prefix(&err, "not saved: ");
	end(store, &err);
}

/* One message, or the end of the child. */
static void hear(struct store *store)
{
	struct buf message = {0};
	enum { MESSAGE_MAX = 65536 };
	char *room = buf_reserve(&message, MESSAGE_MAX);
	ssize_t got = recv(store->child->socket, room, MESSAGE_MAX - 1, 0);
	if (got > 0)
		message.len = (size_t)got;
	message.data[message.len] = '\0';
	if (message.len > DIGEST_SIZE && *message.data == 'd')
		note_digest(store, &message);
	else if (got >= 0 || errno != EINTR)
		note_end(store, &message);
	buf_free(&message);
}

static void hear_in_loop(void *arg, int fd, short events)
{
	hear(arg);
}

void child_wait(struct store *store)
{
	while (store->child)
		hear(store);
}

void child_settle(struct store *store)
{
	if (store->child && *store->child->digest)
		child_wait(store);
}

bool store_is_saving(const struct store *store)
{
	return store->child != NULL;
}

static pid_t fork_child(const struct store *store, const int ends[2])
{
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[0]);
		save_and_exit(store, ends[1]);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

int store_save_start(struct store *store, struct loop *loop,
		     void (*done)(void *arg, const struct err *err), void *arg, struct err *err)
{
	int ends[2];
	if (!store->is_held)
		BUG("a save of a film that is not held");
	if (store->child)
		return err_set(err, ERR_BUSY, "the film is being saved already");
	if (keep_hold(store, err) < 0 ||
	    (!file_stamp_fits(&store->stamp, store->dir, FILM_NAME) &&
	     store_refresh(store, NULL, err) < 0))
		return err_prefix(err, "not saved: ");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return err_errno(err, "not saved: can't start the process for it");
	pid_t pid = fork_child(store, ends);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return err_errno(err, "not saved: can't start the process for it");
	}
	store->child = xcalloc(1, sizeof *store->child);
	*store->child = (struct store_child){.loop = loop,
					     .done = done,
					     .arg = arg,
					     .pid = pid,
					     .socket = ends[0],
					     .number = store->number};
	loop_watch(loop, ends[0], POLLIN, hear_in_loop, store);
	return 0;
}
