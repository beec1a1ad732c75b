/* SPDX-License-Identifier: MIT
 *
 * News of the ledger, through the loop (inotify; nothing is polled): told when another
 * process has written there, at most twice a second.
 */
#ifndef JOB_LEDGER_WATCH_H
#define JOB_LEDGER_WATCH_H

#include "job/ledger.h"
#include "util/loop.h"

struct ledger_watch;

/* Borrows ledger and loop. */
struct ledger_watch *ledger_watch_new(struct ledger *ledger, struct loop *loop,
				      void (*call)(void *arg), void *arg, struct err *err);
void ledger_watch_free(struct ledger_watch *watch);

#endif
