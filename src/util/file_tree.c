/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"

void file_remove_tree(int dir, const char *name)
{
	int fd;
	DIR *list;

	if (unlinkat(dir, name, 0) == 0 || errno != EISDIR)
		return;
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	list = fd >= 0 ? fdopendir(fd) : NULL;
	for (struct dirent *entry; list && (entry = readdir(list));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			file_remove_tree(fd, entry->d_name);
	if (list)
		closedir(list);
	else if (fd >= 0)
		close(fd);
	unlinkat(dir, name, AT_REMOVEDIR);
}
