/* SPDX-License-Identifier: MIT
 *
 * The pictures that go along with the takes of a bill: that they are there is found out
 * before anything is sent.
 */
#ifndef CORE_SESSION_BILL_PICTURES_H
#define CORE_SESSION_BILL_PICTURES_H

#include "core/session/bill.h"

/* A line whose frame or picture of the cast can't be had gets its error, and so do those
 * that take a frame from its scene. Looks at files. */
void bill_look(struct bill *bill, struct session *session);

#endif
