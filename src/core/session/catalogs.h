/* SPDX-License-Identifier: MIT
 *
 * The lists of models that services keep themselves, fetched when they are needed and
 * what is kept is older than their files allow. Where that fails the older one goes on.
 */
#ifndef CORE_SESSION_CATALOGS_H
#define CORE_SESSION_CATALOGS_H

#include "core/language/call.h"
#include "core/session/session.h"

/* Fetches in the background, unless that failed a while ago; the session's on_catalog
 * hears of it. */
void catalog_want(struct session *session, const char *name);
/* For a command: fetches the lists (NULL-ended names) that are not fresh, or all of them
 * with `force`, and then goes on with `next`. False if there is nothing to wait for. */
bool catalogs_first(struct call *call, const char *const *names, bool force,
		    int (*next)(struct call *call, struct err *err));
/* The same for all providers of the film's scenes. */
bool catalogs_of_film_first(struct call *call, int (*next)(struct call *call, struct err *err));
/* All end. */
void catalogs_cancel(struct session *session);

/* Without a word to anybody. */
void catalogs_free_all(struct session *session);

#endif
