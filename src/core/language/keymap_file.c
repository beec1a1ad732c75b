/* SPDX-License-Identifier: MIT
 *
 * The user's keys file.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/language/keymap.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define FILE_BYTES_MAX (1u << 20)

/* False if there is none; what keeps it from being read is told. */
static bool read_keys(const char *path, struct buf *text, void (*mistake)(void *, const char *),
		      void *arg)
{
	struct err err = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool fine = fd >= 0;

	if (fine)
		fine = file_read_fd(fd, FILE_BYTES_MAX, path, text, &err) == 0;
	else if (errno != ENOENT && errno != ENOTDIR)
		err_errno(&err, "%s", path);
	if (err.kind)
		mistake(arg, err_text(&err));
	if (fd >= 0)
		close(fd);
	err_clear(&err);
	return fine;
}

struct keymap *keymap_load(void (*mistake)(void *arg, const char *what), void *arg)
{
	struct keymap *keymap = keymap_new();
	char *home = file_config_home();
	char *path = home ? xasprintf("%s/keys", home) : NULL;
	char *name = path ? text_path(path) : NULL;
	struct buf text = {0};

	if (path && read_keys(path, &text, mistake, arg))
		keymap_read(keymap, buf_str(&text), name, mistake, arg);
	buf_free(&text);
	free(name);
	free(path);
	free(home);
	return keymap;
}
