/* SPDX-License-Identifier: MIT
 *
 * News of the ledger, through the loop: told when another process has written there, at
 * most every `pace_ms`. A process that dies writes nothing: who waits for one has itself
 * told every `look_ms` anyway (0: never), and soon for the first time, for what was
 * written just before.
 */
#ifndef JOB_LEDGER_WATCH_H
#define JOB_LEDGER_WATCH_H

#include "job/ledger.h"
#include "util/loop.h"

struct ledger_watch;

/* Borrows ledger and loop. It may be freed in its own call. Fails where nothing would ever
 * be told. */
struct ledger_watch *ledger_watch_new(struct ledger *ledger, struct loop *loop, int pace_ms,
				      int look_ms, void (*call)(void *arg), void *arg,
				      struct err *err);
void ledger_watch_free(struct ledger_watch *watch);

#endif
