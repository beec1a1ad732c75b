/* SPDX-License-Identifier: MIT */
#include "film/cache.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"

static int ignore_all(int cache, struct err *err)
{
	static const char text[] = "# made by scenetty; safe to delete\n*\n";
	if (faccessat(cache, ".gitignore", F_OK, 0) == 0)
		return 0;
	return file_save(cache, ".gitignore", text, strlen(text), err);
}

int cache_dir(int film_dir, const char *name, struct err *err)
{
	int dir = -1, cache = file_make_dir(film_dir, ".scenetty", err);
	if (cache < 0)
		return -1;
	if (ignore_all(cache, err) == 0) {
		if (!name)
			return cache;
		dir = file_make_dir(cache, name, err);
	}
	close(cache);
	return dir;
}

void cache_tell(int film_dir, const char *name)
{
	int news = file_open_beneath(film_dir, ".scenetty/" CACHE_NEWS, O_RDONLY | O_DIRECTORY, 0,
				     NULL);
	int fd = news < 0 ? -1
			  : openat(news, name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd >= 0) {
		close(fd);
		unlinkat(news, name, 0);
	}
	if (news >= 0)
		close(news);
}
