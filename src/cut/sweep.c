/* SPDX-License-Identifier: MIT
 *
 * Keeps .scenetty/segments within bounds.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cut/segments.h"
#include "util/mem.h"

#define KEY_LENGTH (DIGEST_SIZE - 1)

/* A piece in the folder; while it is read, one of its files. */
struct kept {
	char key[DIGEST_SIZE];
	long long bytes;
	struct timespec used; /* the record's time */
	bool whole;           /* it has a record */
};

struct shelf {
	struct kept *pieces;
	size_t count, room;
};

static void add_file(struct shelf *shelf, int dir, const char *name)
{
	struct stat status;
	if (strspn(name, "0123456789abcdef") != KEY_LENGTH || name[KEY_LENGTH] != '.' ||
	    fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	GROW(shelf->pieces, shelf->count, shelf->room);
	struct kept *kept = &shelf->pieces[shelf->count++];
	*kept = (struct kept){.bytes = (long long)status.st_blocks * 512,
			      .whole = strcmp(name + KEY_LENGTH, ".json") == 0};
	memcpy(kept->key, name, KEY_LENGTH);
	if (kept->whole)
		kept->used = status.st_mtim;
}

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct kept *)a)->key, ((const struct kept *)b)->key);
}

/* Pieces without a record come first, then those used longest ago. */
static int by_use(const void *a, const void *b)
{
	const struct kept *one = a, *other = b;
	if (one->used.tv_sec != other->used.tv_sec)
		return one->used.tv_sec < other->used.tv_sec ? -1 : 1;
	return (one->used.tv_nsec > other->used.tv_nsec) -
	       (one->used.tv_nsec < other->used.tv_nsec);
}

/* Makes one of the files of each piece. */
static void merge(struct shelf *shelf)
{
	size_t count = 0;
	qsort(shelf->pieces, shelf->count, sizeof *shelf->pieces, by_key);
	for (size_t i = 0; i < shelf->count; i++) {
		struct kept file = shelf->pieces[i];
		struct kept *last = count ? &shelf->pieces[count - 1] : NULL;
		if (!last || strcmp(last->key, file.key) != 0) {
			shelf->pieces[count++] = file;
			continue;
		}
		last->bytes += file.bytes;
		if (file.whole) {
			last->whole = true;
			last->used = file.used;
		}
	}
	shelf->count = count;
}

static void read_shelf(struct shelf *shelf, int dir)
{
	DIR *list = file_list(dir);
	if (!list)
		return;
	for (struct dirent *entry; (entry = readdir(list));)
		add_file(shelf, dir, entry->d_name);
	closedir(list);
	if (shelf->count == 0)
		return;
	merge(shelf);
	qsort(shelf->pieces, shelf->count, sizeof *shelf->pieces, by_use);
}

static void remove_piece(int dir, const char *key)
{
	static const char *const extensions[] = {".json", ".mp4", ".pcm"};
	for (size_t i = 0; i < LENGTH(extensions); i++) {
		char *name = xasprintf("%s%s", key, extensions[i]);
		unlinkat(dir, name, 0);
		free(name);
	}
}

void segments_sweep(int dir, long long limit, bool (*is_needed)(const void *arg, const char *key),
		    const void *arg)
{
	struct shelf shelf = {0};
	long long total = 0;
	read_shelf(&shelf, dir);
	for (size_t i = 0; i < shelf.count; i++)
		total += shelf.pieces[i].bytes;
	for (size_t i = 0; i < shelf.count; i++) {
		const struct kept *kept = &shelf.pieces[i];
		if ((kept->whole && total <= limit) || is_needed(arg, kept->key))
			continue;
		remove_piece(dir, kept->key);
		total -= kept->bytes;
	}
	free(shelf.pieces);
}
