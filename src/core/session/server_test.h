/* SPDX-License-Identifier: MIT
 *
 * providers --test: the servers are asked something that costs nothing.
 */
#ifndef CORE_SESSION_SERVER_TEST_H
#define CORE_SESSION_SERVER_TEST_H

#include "core/language/call.h"
#include "core/session/session.h"

/* Of this provider, or (NULL) of all that are set up by the person: those with a key or
 * a file of their own. The call is pending until all have answered. */
int server_test(struct call *call, const char *name, struct err *err);
/* All end as cancelled. */
void server_test_cancel(struct session *session);

/* Without a word to anybody. */
void server_test_free_all(struct session *session);

#endif
