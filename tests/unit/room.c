/* SPDX-License-Identifier: MIT */
#include "room.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "util/mem.h"

int room_enter(void **state)
{
	const char *tmp = getenv("TMPDIR");
	struct room *room = xcalloc(1, sizeof *room);
	room->path = xasprintf("%s/room.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(room->path))
		return -1;
	room->ledger = xasprintf("%s/scenetty/ledger.db", room->path);
	setenv("XDG_STATE_HOME", room->path, 1);
	setenv("HOME", room->path, 1);
	*state = room;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

int room_leave(void **state)
{
	struct room *room = *state;
	nftw(room->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(room->path);
	free(room->ledger);
	free(room);
	return 0;
}
