/* SPDX-License-Identifier: MIT
 *
 * The walls a media process works behind; there is no way out again.
 *
 * decode sees bytes of strangers: it opens nothing, starts nothing, talks to
 * nobody but through the descriptors it was given. draw sees none: it may read
 * the folders named, and start threads.
 */
#ifndef MEDIA_SANDBOX_H
#define MEDIA_SANDBOX_H

#include <stdbool.h>

#include "media/task.h"
#include "util/err.h"

struct sandbox {
	bool seccomp;  /* the wall */
	bool landlock; /* behind it, where the kernel has it */
	bool limits;   /* memory, descriptors, no core */
};

/* Call when everything is loaded that will be needed. `readable` are folders
 * (NULL ends the list; one that is missing is fine), for draw alone. What could
 * not be put up is false in *out; it is for the caller to refuse then. */
void sandbox_enter(enum verb_role role, char *const *readable, struct sandbox *out);

#endif
