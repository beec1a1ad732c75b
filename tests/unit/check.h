/* SPDX-License-Identifier: MIT
 *
 * cmocka with the headers it asks for, and a folder of its own for a test.
 */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "util/err.h"
#include "util/mem.h"

/* Fails with the error's text, which says more than -1. */
#define assert_fine(call, err)                                                                   \
	do {                                                                                     \
		if ((call) < 0)                                                                  \
			fail_msg("%s: %s", #call, err_text(err));                                \
	} while (0)

/* Returns new: a fresh empty folder. */
static inline char *check_folder(void)
{
	const char *root = getenv("TMPDIR");
	char *path = xasprintf("%s/scenetty-test-XXXXXX", root && *root ? root : "/tmp");
	if (!mkdtemp(path))
		fail_msg("no test folder: %s", path);
	return path;
}

static inline int check_remove_one(const char *path, const struct stat *status, int flag,
				   struct FTW *place)
{
	return remove(path);
}

/* Removes the folder with all in it, and frees the name. */
static inline void check_folder_free(char *path)
{
	nftw(path, check_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(path);
}

#endif
