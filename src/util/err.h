/* SPDX-License-Identifier: MIT
 *
 * What went wrong, as one clause a user can read: lower case, no full stop,
 * saying what and where and, where it helps, what to do. It is complete as it
 * stands; callers may put something in front of it or advice behind it, and never
 * rewrite it.
 *
 * Functions that can fail take `struct err *err` last and return 0 or -1, or a
 * pointer or NULL. `err` may be NULL where the caller does not care.
 */
#ifndef UTIL_ERR_H
#define UTIL_ERR_H

/* Only as many kinds as code branches on; the exit codes are made from them. */
enum err_kind {
	ERR_NONE,
	ERR_USAGE,     /* the command line or an argument of it */
	ERR_INVALID,   /* a file or a value says something it may not */
	ERR_NOT_FOUND, /* no such film, scene, take, file */
	ERR_IO,        /* the machine said no: disk, permission, descriptor */
	ERR_BUSY,      /* somebody else holds it */
	ERR_MEDIA,     /* a clip can't be read, drawn or cut */
	ERR_WORKER,    /* the media process died, hung or is missing */
	ERR_CANCELLED, /* asked to stop */
	ERR_REFUSED,   /* it is asked first, and nobody said yes */
};

struct err {
	enum err_kind kind;
	char *text; /* owned */
};

/* Sets the error (the first one stays) and returns -1, so a function can end
 * with `return err_set(…)`. */
int err_set(struct err *err, enum err_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same, with ": " and the text of errno behind it. */
int err_errno(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Puts text in front of the error; returns -1. */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Puts "; ADVICE" behind the error; returns -1. */
int err_advise(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Never NULL. */
const char *err_text(const struct err *err);
void err_clear(struct err *err);
/* Moves an error to where the caller wants it (which may be NULL). */
int err_move(struct err *to, struct err *from);

/* The word for a kind ("invalid", "not-found", …), for --json and the worker
 * protocol, and back (ERR_NONE for a word that is none). */
const char *err_kind_word(enum err_kind kind);
enum err_kind err_kind_of(const char *word);

#endif
