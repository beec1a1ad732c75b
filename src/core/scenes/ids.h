/* SPDX-License-Identifier: MIT
 *
 * Ids for several new scenes of one step: neither the film nor a folder of takes
 * knows them, and none is given twice.
 */
#ifndef CORE_SCENES_IDS_H
#define CORE_SCENES_IDS_H

#include "film/store.h"

struct ids {
	const struct store *store;
	char **given;
	size_t count, room;
};

/* Returns new: what an id is made of: the title, else the prompt's first words. */
char *ids_words(const char *title, const char *prompt);
/* Made from such words or an id (may be NULL). Borrowed until ids_clear. */
const char *ids_new(struct ids *ids, const char *title);
/* True if nobody has this one yet; then it is given. */
bool ids_take(struct ids *ids, const char *id);
/* Gives one that is free for a reason of the caller's. */
void ids_give(struct ids *ids, const char *id);
/* Has the scene's start and end refer to the new ids of those who were called `were`, in
 * the order in which ids were given. */
void ids_refer(const struct ids *ids, const char *const *were, struct json *scene);
void ids_clear(struct ids *ids);

#endif
