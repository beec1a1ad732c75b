/* SPDX-License-Identifier: MIT
 *
 * What the ledger's tests share: a ledger that opens or fails the test, and jobs
 * in it.
 */
#ifndef LEDGER_HELP_H
#define LEDGER_HELP_H

#include "job/ledger.h"

struct ledger *opened(void);
struct job sample(const char *film);
struct job added(struct ledger *ledger);
struct job only_job(struct ledger *ledger);
/* Moves the job along the arrows to a state. */
void bring(struct ledger *ledger, struct job *job, enum job_state to);

#endif
