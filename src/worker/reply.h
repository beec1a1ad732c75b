/* SPDX-License-Identifier: MIT
 *
 * What a media process said, as its asker is told.
 */
#ifndef WORKER_REPLY_H
#define WORKER_REPLY_H

#include "worker/message.h"
#include "worker/worker.h"

/* The reply borrows from the message and, when it failed or was `cancelled`, from
 * err. Text of the other side is cleaned. */
struct reply reply_of(const struct message *message, bool cancelled, struct err *err);

#endif
