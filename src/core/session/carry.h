/* SPDX-License-Identifier: MIT
 *
 * Copying files into the film's folder without holding anybody up: a few megabytes a
 * turn of the loop, shared with the source where the file system can. Each file comes
 * in whole, under its name, never over another one; if one can't, those that came
 * before it go again.
 *
 * carry_new; carry_file and carry_text, in the order in which they shall come;
 * carry_start.
 */
#ifndef CORE_SESSION_CARRY_H
#define CORE_SESSION_CARRY_H

#include "core/language/call.h"
#include "core/session/session.h"

struct carry;

/* For a call that is pending until `done` has ended it. */
struct carry *carry_new(struct call *call, const char *what,
			void (*done)(struct call *call, struct err *error));
/* Paths are relative to the folders; `from_dir` is borrowed until the end. A file that
 * stands at `to` already is an error, or with `or_keep` is kept. */
void carry_file(struct carry *carry, int from_dir, const char *from, const char *to, bool or_keep);
/* A file with this text, which is taken. */
void carry_text(struct carry *carry, char *text, const char *to);
/* Begins; on failure the carry is gone and `done` is not called. */
int carry_start(struct carry *carry, struct err *err);
/* For one that was not started. */
void carry_drop(struct carry *carry);
/* Stops all; they end in a later turn. */
void carry_cancel(struct session *session);
void carry_free_all(struct session *session);

#endif
