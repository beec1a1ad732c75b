/* SPDX-License-Identifier: MIT
 *
 * What was copied or removed last, to be put elsewhere: one file of the user's,
 * $XDG_STATE_HOME/scenetty/register.json (0600), so that it goes from film to film and
 * from process to process.
 */
#ifndef CORE_SCENES_REGISTER_H
#define CORE_SCENES_REGISTER_H

#include "core/session/session.h"

/* Returns new: the scenes as they are, the cast their prompts name, where they come
 * from. `removed`: they are about to go. */
struct json *register_make(const struct session *session, const size_t *scenes, size_t count,
			   bool removed, struct err *err);
int register_save(const struct json *content, struct err *err);
/* Returns new; NULL with an error, also when there is nothing in it. */
struct json *register_load(struct err *err);

/* Reading one. */
bool register_is_removed(const struct json *content);
/* True if the scenes come from the film that is open. */
bool register_is_of(const struct json *content, const struct session *session);
/* The folder they come from, open; -1 if it is gone. */
int register_folder(const struct json *content);

#endif
