/* SPDX-License-Identifier: MIT
 *
 * The file is our records as they lie in memory, behind a head that no other
 * layout of them has. Anything that looks wrong is as good as nothing kept.
 */
#include "film/glance.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/cache.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define KEPT_NAME "glances"
#define KEPT_PATH ".scenetty/" KEPT_NAME
#define KEPT_BYTES_MAX (256u << 20)
#define WORTH_KEEPING 100
/* What changed a moment ago may change again without another time of change. */
#define SETTLED_SECONDS 3

/* Which file it was, and in which state. */
struct mark {
	uint64_t inode;
	int64_t seconds, nanoseconds; /* of the last change, its inode's too */
	int64_t bytes;
};

/* Slugs have at most 40 bytes; a take whose other texts are longer is not kept. */
struct record {
	char scene[48];
	char take[16]; /* "": no take was asked for */
	char extension[16];
	char intent[DIGEST_SIZE]; /* "": an imported take */
	char sha256[DIGEST_SIZE];
	char made[32];
	double length; /* seconds */
	uint64_t takes;
	struct mark folder, recipe;
};

struct head {
	char mark[8];
	uint64_t record_bytes, count;
};
static const char head_mark[8] = "scglan2";

struct glances {
	int film_dir, takes; /* takes/ itself; -1: not there yet */
	struct record *records;
	size_t count, room, fresh;
	uint32_t *slots;   /* record + 1 by its scene's hash; 0: free */
	size_t slot_count; /* a power of two, more than twice the records */
};

static size_t hash_of(const char *scene)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (; *scene; scene++)
		hash = (hash ^ (unsigned char)*scene) * 0x100000001b3u;
	return (size_t)(hash ^ hash >> 32);
}

/* The slot that has the scene, or the free one where it would be. */
static uint32_t *slot_of(const struct glances *glances, const char *scene)
{
	size_t mask = glances->slot_count - 1, at = hash_of(scene) & mask;
	while (glances->slots[at] &&
	       strcmp(glances->records[glances->slots[at] - 1].scene, scene) != 0)
		at = (at + 1) & mask;
	return &glances->slots[at];
}

static void index_records(struct glances *glances)
{
	glances->slot_count = 64;
	while (glances->slot_count <= 2 * (glances->count + 1))
		glances->slot_count *= 2;
	free(glances->slots);
	glances->slots = xcalloc(glances->slot_count, sizeof *glances->slots);
	for (size_t i = 0; i < glances->count; i++)
		*slot_of(glances, glances->records[i].scene) = (uint32_t)i + 1;
}

static void put_record(struct glances *glances, const struct record *record)
{
	uint32_t *slot = slot_of(glances, record->scene);
	if (*slot) {
		glances->records[*slot - 1] = *record;
		return;
	}
	GROW(glances->records, glances->count, glances->room);
	glances->records[glances->count++] = *record;
	*slot = (uint32_t)glances->count;
	if (2 * (glances->count + 1) >= glances->slot_count)
		index_records(glances);
}

/* Texts end where they must, whatever was in the file. */
static void read_record(struct glances *glances, const char *data)
{
	struct record *record = &glances->records[glances->count++];
	memcpy(record, data, sizeof *record);
	record->scene[sizeof record->scene - 1] = '\0';
	record->take[sizeof record->take - 1] = '\0';
	record->extension[sizeof record->extension - 1] = '\0';
	record->intent[sizeof record->intent - 1] = '\0';
	record->sha256[sizeof record->sha256 - 1] = '\0';
	record->made[sizeof record->made - 1] = '\0';
}

static void read_kept(struct glances *glances)
{
	struct buf text = {0};
	struct head head;
	int fd = file_open_beneath(glances->film_dir, KEPT_PATH, O_RDONLY, 0, NULL);
	if (fd < 0)
		return;
	if (file_read_fd(fd, KEPT_BYTES_MAX, KEPT_PATH, &text, NULL) == 0 &&
	    text.len >= sizeof head) {
		memcpy(&head, text.data, sizeof head);
		size_t count = (text.len - sizeof head) / sizeof(struct record);
		if (memcmp(head.mark, head_mark, sizeof head_mark) != 0 ||
		    head.record_bytes != sizeof(struct record) || head.count != count)
			count = 0;
		glances->room = count;
		glances->records = xcalloc(count + 1, sizeof *glances->records);
		for (size_t i = 0; i < count; i++)
			read_record(glances, text.data + sizeof head + i * sizeof(struct record));
	}
	close(fd);
	buf_free(&text);
}

static void find_takes(struct glances *glances)
{
	if (glances->takes < 0)
		glances->takes = file_open_beneath(glances->film_dir, "takes",
						   O_RDONLY | O_DIRECTORY, 0, NULL);
}

struct glances *glances_open(int film_dir)
{
	struct glances *glances = xcalloc(1, sizeof *glances);
	glances->film_dir = film_dir;
	glances->takes = -1;
	find_takes(glances);
	read_kept(glances);
	index_records(glances);
	return glances;
}

/* 0 with the file's mark; -1 if there is none of that type, errno 0 if another. */
static int look(int dir, const char *path, mode_t type, struct mark *out)
{
	struct stat status;
	errno = 0;
	if (fstatat(dir, path, &status, AT_SYMLINK_NOFOLLOW) < 0 ||
	    (status.st_mode & S_IFMT) != type)
		return -1;
	*out = (struct mark){status.st_ino, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
			     type == S_IFREG ? status.st_size : 0};
	return 0;
}

static int look_at_recipe(const struct glances *glances, const char *scene, const char *name,
			  struct mark *out)
{
	char path[128];
	snprintf(path, sizeof path, "%.64s/%.32s.json", scene, name);
	return look(glances->takes, path, S_IFREG, out);
}

static bool same(const struct mark *a, const struct mark *b)
{
	return a->inode == b->inode && a->seconds == b->seconds &&
	       a->nanoseconds == b->nanoseconds && a->bytes == b->bytes;
}

static void tell(const struct record *record, struct take_list *out, size_t *count)
{
	*count = (size_t)record->takes;
	if (!*record->take)
		return;
	GROW(out->takes, out->count, out->room);
	out->takes[out->count++] = (struct take){
		.name = xstrdup(record->take),
		.clip = xasprintf("takes/%s/%s.%s", record->scene, record->take, record->extension),
		.intent = *record->intent ? xstrdup(record->intent) : NULL,
		.sha256 = xstrdup(record->sha256),
		.made = *record->made ? xstrdup(record->made) : NULL,
		.seconds = record->length,
	};
}

/* Fills the record from what was found; false where that is not to be kept. */
static bool make_record(struct record *record, const char *scene, const char *name,
			const struct take_list *found, size_t count)
{
	const struct take *take = takes_find(found, name);
	int64_t settled = clock_now() - SETTLED_SECONDS;
	if (record->folder.seconds > settled || (name && !take))
		return false;
	record->takes = count;
	strcpy(record->scene, scene);
	if (!take)
		return true;
	const char *extension = strrchr(take->clip, '/') + strlen(name) + 2;
	const char *made = take->made ? take->made : "";
	if (record->recipe.seconds > settled || strlen(extension) >= sizeof record->extension ||
	    strlen(made) >= sizeof record->made)
		return false;
	strcpy(record->take, name);
	strcpy(record->extension, extension);
	strcpy(record->intent, take->intent ? take->intent : "");
	strcpy(record->sha256, take->sha256);
	strcpy(record->made, made);
	record->length = take->seconds;
	return true;
}

int glances_take(struct glances *glances, const char *scene, const char *name,
		 struct take_list *out, size_t *count, struct err *err)
{
	struct record seen = {0};
	*count = 0;
	find_takes(glances);
	if (!text_is_slug(scene))
		return takes_glance(glances->film_dir, scene, name, out, count, err);
	if (glances->takes >= 0 && look(glances->takes, scene, S_IFDIR, &seen.folder) < 0 &&
	    errno == ENOENT)
		return 0;
	if (!seen.folder.inode || (name && look_at_recipe(glances, scene, name, &seen.recipe) < 0))
		return takes_glance(glances->film_dir, scene, name, out, count, err);
	uint32_t slot = *slot_of(glances, scene);
	const struct record *kept = slot ? &glances->records[slot - 1] : NULL;
	if (kept && strcmp(kept->take, name ? name : "") == 0 &&
	    same(&kept->folder, &seen.folder) && same(&kept->recipe, &seen.recipe)) {
		tell(kept, out, count);
		return 0;
	}
	if (takes_glance(glances->film_dir, scene, name, out, count, err) < 0)
		return -1;
	glances->fresh++;
	if (make_record(&seen, scene, name, out, *count))
		put_record(glances, &seen);
	return 0;
}

/* As it can be made again, nothing waits for the disk here. */
static void write_kept(const struct glances *glances)
{
	struct head head = {.record_bytes = sizeof(struct record), .count = glances->count};
	char *temp = xasprintf("." KEPT_NAME ".tmp.%ld", (long)getpid());
	int dir = cache_dir(glances->film_dir, NULL, NULL), fd = -1;
	memcpy(head.mark, head_mark, sizeof head_mark);
	if (dir >= 0)
		fd = openat(dir, temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd >= 0) {
		size_t bytes = glances->count * sizeof *glances->records;
		if (file_write_all(fd, &head, sizeof head, KEPT_NAME, NULL) < 0 ||
		    file_write_all(fd, glances->records, bytes, KEPT_NAME, NULL) < 0 ||
		    renameat(dir, temp, dir, KEPT_NAME) < 0)
			unlinkat(dir, temp, 0);
		close(fd);
	}
	if (dir >= 0)
		close(dir);
	free(temp);
}

void glances_keep(struct glances *glances)
{
	if (glances->fresh < WORTH_KEEPING)
		return;
	glances->fresh = 0;
	write_kept(glances);
}

void glances_close(struct glances *glances)
{
	glances_keep(glances);
	if (glances->takes >= 0)
		close(glances->takes);
	free(glances->records);
	free(glances->slots);
	free(glances);
}
