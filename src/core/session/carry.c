/* SPDX-License-Identifier: MIT */
#include "core/session/carry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/take_dir.h"
#include "util/mem.h"

#define SLICE ((size_t)4 << 20) /* bytes between two looks at everything else */

struct piece {
	int from_dir;
	char *from; /* NULL: `text` instead */
	char *text;
	char *to;
	bool or_keep;
	bool stands; /* it is in its place, put there by us */
};

struct carry {
	struct carry *next; /* in the session's list */
	struct call *call;
	const char *what;
	void (*done)(struct call *call, struct err *error);
	struct piece *pieces;
	size_t count, room;
	size_t at;     /* the piece under way */
	int from, to;  /* its files while they are open, else -1 */
	double copied, bytes;
	uint64_t timer;
	bool cancelled;
};

struct carry *carry_new(struct call *call, const char *what,
			void (*done)(struct call *call, struct err *error))
{
	struct carry *carry = xmalloc(sizeof *carry);

	*carry = (struct carry){.call = call, .what = what, .done = done, .from = -1, .to = -1};
	return carry;
}

static struct piece *add(struct carry *carry, const char *to)
{
	GROW(carry->pieces, carry->count, carry->room);
	carry->pieces[carry->count] = (struct piece){.to = xstrdup(to)};
	return &carry->pieces[carry->count++];
}

void carry_file(struct carry *carry, int from_dir, const char *from, const char *to, bool or_keep)
{
	struct piece *piece = add(carry, to);
	struct stat status;

	piece->from_dir = from_dir;
	piece->from = xstrdup(from);
	piece->or_keep = or_keep;
	if (fstatat(from_dir, from, &status, 0) == 0)
		carry->bytes += (double)status.st_size;
}

void carry_text(struct carry *carry, char *text, const char *to)
{
	add(carry, to)->text = text;
}

static int film_dir(const struct carry *carry)
{
	return carry->call->session->store.dir;
}

/* Returns new: the temp name beside the piece's own. */
static char *temp_of(const struct piece *piece)
{
	const char *slash = strrchr(piece->to, '/');
	size_t folder = slash ? (size_t)(slash + 1 - piece->to) : 0;

	return xasprintf("%.*s.%s.tmp.%ld", (int)folder, piece->to, piece->to + folder,
			 (long)getpid());
}

static void close_files(struct carry *carry)
{
	if (carry->from >= 0)
		close(carry->from);
	if (carry->to >= 0)
		close(carry->to);
	carry->from = carry->to = -1;
}

void carry_drop(struct carry *carry)
{
	close_files(carry);
	for (size_t i = 0; i < carry->count; i++) {
		free(carry->pieces[i].from);
		free(carry->pieces[i].text);
		free(carry->pieces[i].to);
	}
	if (carry->timer)
		loop_cancel(carry->call->session->loop, carry->timer);
	free(carry->pieces);
	free(carry);
}

/* Takes out what is half there and, with `all`, what came before it. */
static void take_back(struct carry *carry, bool all)
{
	if (carry->at < carry->count) {
		char *temp = temp_of(&carry->pieces[carry->at]);

		unlinkat(film_dir(carry), temp, 0);
		free(temp);
	}
	for (size_t i = carry->at; all && i > 0; i--)
		if (carry->pieces[i - 1].stands)
			unlinkat(film_dir(carry), carry->pieces[i - 1].to, 0);
}

static void end(struct carry *carry, struct err *error)
{
	struct call *call = carry->call;
	struct carry **at = &call->session->carries;
	void (*done)(struct call *call, struct err *error) = carry->done;

	while (*at != carry)
		at = &(*at)->next;
	*at = carry->next;
	if (error->kind)
		take_back(carry, true);
	out_progress(call->out, NULL);
	carry_drop(carry);
	done(call, error);
}

static int open_files(struct carry *carry, const struct piece *piece, struct err *err)
{
	char *temp;

	if (piece->from) {
		carry->from =
			openat(piece->from_dir, piece->from, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (carry->from < 0)
			return err_errno(err, "can't read %s", piece->from);
	}
	temp = temp_of(piece);
	carry->to = file_open_beneath(film_dir(carry), temp, O_WRONLY | O_CREAT | O_TRUNC, 0666,
				      err);
	free(temp);
	return carry->to < 0 ? -1 : 0;
}

/* Puts the whole file under its name. */
static int publish(struct carry *carry, struct piece *piece, struct err *err)
{
	char *temp = temp_of(piece);
	int result = 0;

	if (fsync(carry->to) < 0)
		result = err_errno(err, "can't write %s", piece->to);
	else if (take_rename(film_dir(carry), temp, film_dir(carry), piece->to) == 0)
		piece->stands = true;
	else if (errno == EEXIST && piece->or_keep)
		unlinkat(film_dir(carry), temp, 0);
	else
		result = err_errno(err, "can't put %s in place", piece->to);
	free(temp);
	return result;
}

/* Copies on by reading and writing, where the kernel can't do it by itself. */
static ssize_t pass_on(const struct carry *carry)
{
	char bytes[1 << 16];
	ssize_t got = read(carry->from, bytes, sizeof bytes);

	if (got <= 0)
		return got;
	return file_write_all(carry->to, bytes, (size_t)got, "a copy", NULL) < 0 ? -1 : got;
}

/* The next bytes of a file; 0 at its end. */
static ssize_t copy_some(const struct carry *carry)
{
	ssize_t copied = copy_file_range(carry->from, NULL, carry->to, NULL, SLICE, 0);

	if (copied >= 0)
		return copied;
	if (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
		return pass_on(carry);
	return -1;
}

/* Brings the piece under way some bytes further, and perhaps to its end. */
static int go_on(struct carry *carry, struct err *err)
{
	struct piece *piece = &carry->pieces[carry->at];
	ssize_t copied = 0;

	if (carry->to < 0 && open_files(carry, piece, err) < 0)
		return -1;
	if (piece->from)
		copied = copy_some(carry);
	else if (file_write_all(carry->to, piece->text, strlen(piece->text), piece->to, err) < 0)
		return -1;
	if (copied < 0)
		return err_errno(err, "can't copy %s", piece->from);
	carry->copied += (double)copied;
	if (copied > 0)
		return 0;
	if (publish(carry, piece, err) < 0)
		return -1;
	close_files(carry);
	carry->at++;
	return 0;
}

static void turn(void *arg)
{
	struct carry *carry = arg;
	struct err err = {0};
	struct progress progress = {.what = carry->what};

	carry->timer = 0;
	if (carry->cancelled)
		err_set(&err, ERR_CANCELLED, "stopped on request");
	else if (carry->at < carry->count)
		go_on(carry, &err);
	if (err.kind || carry->at == carry->count) {
		end(carry, &err);
		err_clear(&err);
		return;
	}
	progress.done = carry->copied;
	progress.of = carry->bytes;
	out_progress(carry->call->out, &progress);
	carry->timer = loop_after(carry->call->session->loop, 0, turn, carry);
}

int carry_start(struct carry *carry, struct err *err)
{
	struct session *session = carry->call->session;

	if (!session_loop(session, err)) {
		carry_drop(carry);
		return -1;
	}
	carry->next = session->carries;
	session->carries = carry;
	carry->call->pending = true;
	carry->timer = loop_after(session->loop, 0, turn, carry);
	return 0;
}

void carry_cancel(struct session *session)
{
	for (struct carry *carry = session->carries; carry; carry = carry->next)
		carry->cancelled = true;
}

void carry_free_all(struct session *session)
{
	while (session->carries) {
		struct carry *carry = session->carries;

		session->carries = carry->next;
		take_back(carry, true);
		carry_drop(carry);
	}
}
