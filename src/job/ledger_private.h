/* SPDX-License-Identifier: MIT
 *
 * The ledger's inside, for the files that ask it: ledger.c writes, ledger_list.c reads
 * jobs, spending.c adds up.
 */
#ifndef JOB_LEDGER_PRIVATE_H
#define JOB_LEDGER_PRIVATE_H

#include "job/db.h"
#include "job/ledger.h"

struct ledger {
	struct db *db;
	struct owner self;
};

#endif
