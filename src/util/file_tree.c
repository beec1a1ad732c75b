/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"

static DIR *list_of(int fd)
{
	DIR *list = fd >= 0 ? fdopendir(fd) : NULL;
	int why = errno;
	if (!list && fd >= 0)
		close(fd);
	errno = why;
	return list;
}

DIR *file_list(int dir)
{
	return list_of(openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

void file_remove_tree(int dir, const char *name)
{
	int fd;
	DIR *list;

	if (unlinkat(dir, name, 0) == 0 || errno != EISDIR)
		return;
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	list = list_of(fd);
	for (struct dirent *entry; list && (entry = readdir(list));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			file_remove_tree(fd, entry->d_name);
	if (list)
		closedir(list);
	unlinkat(dir, name, AT_REMOVEDIR);
}
