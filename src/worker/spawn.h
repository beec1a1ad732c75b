/* SPDX-License-Identifier: MIT
 *
 * Starting and ending one scenetty-media.
 */
#ifndef WORKER_SPAWN_H
#define WORKER_SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

#include "util/err.h"
#include "worker/worker.h"

/* Starts the program in the role with one end of a socket pair as its descriptor
 * 3; *socket gets the other end. The child sees /dev/null, an environment without
 * secrets, and dies with this process. */
int spawn_media(const char *program, enum worker_role role, bool nice, pid_t *pid, int *socket,
		struct err *err);
/* Waits for a process that let go of its socket (killing it if it lingers) or,
 * with `kill`, that is to end now. Returns new: how it ended, for people. */
char *spawn_reap(pid_t pid, bool kill);

#endif
