/* SPDX-License-Identifier: MIT
 *
 * A folder of a test's own, with its own home and ledger, as cmocka's state.
 */
#ifndef ROOM_H
#define ROOM_H

struct room {
	char *path;   /* of the folder; HOME and XDG_STATE_HOME are this */
	char *ledger; /* where the ledger will be */
};

int room_enter(void **state);
int room_leave(void **state); /* removes it all */

#endif
