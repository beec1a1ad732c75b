/* SPDX-License-Identifier: MIT */
#ifndef TESTS_WIRE_REREAD_H
#define TESTS_WIRE_REREAD_H

#include <stdbool.h>

#include "provider/wire.h"

/* What is written down of the task goes through its JSON, as it does when the program is
 * killed and begins again; what is not written stays. False if it can't be read. */
bool task_reread(struct task *task);

#endif
