/* SPDX-License-Identifier: MIT */
#include "media/stage/rows.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define ROWS_BYTES_MAX (1u << 20)

static int each_row(char *text, row_fn *call, void *arg, const char *path, struct err *err)
{
	const char *section = "";
	int number = 0;

	for (char *line, *next = text; (line = strsep(&next, "\n"));) {
		size_t bytes = strlen(line);

		number++;
		if (bytes == 0 || line[0] == '#')
			continue;
		if (line[0] == '[' && line[bytes - 1] == ']') {
			line[bytes - 1] = '\0';
			section = line + 1;
		} else if (call(arg, section, line, err) != 0) {
			return err_prefix(err, "%s:%d: ", path, number);
		}
	}
	return 0;
}

int rows_read(const char *folder, const char *name, row_fn *call, void *arg, struct err *err)
{
	char *path = xasprintf("%s/%s", folder, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct buf text = {0};
	int result;

	if (fd < 0 && errno == ENOTDIR)
		errno = ENOENT; /* below what is no folder there is none either */
	if (fd < 0)
		result = err_errno(err, "can't open %s", path);
	else
		result = file_read_fd(fd, ROWS_BYTES_MAX, path, &text, err);
	if (result == 0 &&
	    (!text_is_utf8(buf_str(&text), text.len) || memchr(buf_str(&text), 0, text.len)))
		result = err_set(err, ERR_INVALID, "%s is not UTF-8 text", path);
	if (result == 0 && text.len > 0)
		result = each_row(text.data, call, arg, path, err);
	buf_free(&text);
	if (fd >= 0)
		close(fd);
	free(path);
	return result;
}
