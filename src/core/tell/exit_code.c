/* SPDX-License-Identifier: MIT */
#include "core/tell/exit_code.h"

#include <stddef.h>

const struct exit_code exit_codes[] = {
	{0, "It is done."},
	{1, "It was tried and failed: the disk, a clip, the media process."},
	{2, "The command line is wrong."},
	{3, "A film or a value says something it may not."},
	{4, "There is no such film, scene, take or file."},
	{5, "Somebody else holds the film."},
	{6, "It is asked first, and nobody said yes; or the budget does not allow it."},
	{129, "Hung up (SIGHUP)."},
	{130, "Interrupted (SIGINT): what is whole is kept, what was half made is gone."},
	{143, "Terminated (SIGTERM)."},
	{0, NULL},
};

static const int by_kind[] = {
	[ERR_NONE] = 0, [ERR_USAGE] = 2, [ERR_INVALID] = 3, [ERR_NOT_FOUND] = 4, [ERR_IO] = 1,
	[ERR_BUSY] = 5, [ERR_MEDIA] = 1, [ERR_WORKER] = 1,  [ERR_CANCELLED] = 1, [ERR_REFUSED] = 6,
};

int exit_code_of(enum err_kind kind)
{
	return by_kind[kind];
}
