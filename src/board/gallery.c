/* SPDX-License-Identifier: MIT */
#include "board/gallery.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "board/gallery_disk.h"
#include "util/clock.h"
#include "util/mem.h"

#define SHOTS_MAX 1500 /* in memory: some 3 KB each */
#define ASKED_MAX 2    /* one is decoded, one waits at the door */
#define CHAINS 512     /* a power of two */
#define LOOK_MS 2      /* what is on the disk is drawn together, as far as it is read by then */

enum shot_state { SHOT_UNSEEN, SHOT_NOT_ON_DISK, SHOT_ASKED, SHOT_HERE, SHOT_FAILED };

struct shot {
	struct gallery *gallery;
	struct shot *next; /* of its chain */
	char *clip;
	double at;
	int cols, rows; /* the box */
	double cell_aspect;
	enum shot_state state;
	struct picture picture;
	struct request *request; /* while asked */
	char *file;              /* its name on the disk, once known */
	unsigned long drawing;   /* that wanted it last */
};

struct gallery {
	struct session *session;
	char *colours;
	void (*changed)(void *arg);
	void *arg;
	struct shot **shots;
	size_t count, room, asked;
	struct shot *chains[CHAINS]; /* the same shots, by clip */
	unsigned long drawing;
	struct shot **wishes; /* of this drawing, in its order */
	size_t wish_count, wish_room;
	struct gallery_disk *disk;
};

struct gallery *gallery_new(struct session *session, const char *colours,
			    void (*changed)(void *arg), void *arg)
{
	struct gallery *gallery = xcalloc(1, sizeof *gallery);

	*gallery = (struct gallery){
		.session = session,
		.colours = xstrdup(colours),
		.changed = changed,
		.arg = arg,
		.disk = gallery_disk_new(&session->store),
	};
	return gallery;
}

static void give_up(struct shot *shot)
{
	if (shot->state != SHOT_ASKED)
		return;
	request_drop(shot->request);
	shot->request = NULL;
	shot->state = SHOT_NOT_ON_DISK;
	shot->gallery->asked--;
}

static struct shot **chain_of(const struct gallery *gallery, const char *clip)
{
	uint32_t mix = 2166136261u; /* FNV-1a */

	for (; *clip; clip++)
		mix = (mix ^ (unsigned char)*clip) * 16777619u;
	return (struct shot **)&gallery->chains[(mix ^ mix >> 15) & (CHAINS - 1)];
}

static void shot_free(struct shot *shot)
{
	struct shot **at = chain_of(shot->gallery, shot->clip);

	while (*at != shot)
		at = &(*at)->next;
	*at = shot->next;
	give_up(shot);
	picture_clear(&shot->picture);
	free(shot->clip);
	free(shot->file);
	free(shot);
}

static void forget_all(struct gallery *gallery)
{
	for (size_t i = 0; i < gallery->count; i++)
		shot_free(gallery->shots[i]);
	gallery->count = 0;
}

void gallery_recolour(struct gallery *gallery, const char *colours)
{
	forget_all(gallery);
	free(gallery->colours);
	gallery->colours = xstrdup(colours);
}

void gallery_free(struct gallery *gallery)
{
	if (!gallery)
		return;
	forget_all(gallery);
	gallery_disk_free(gallery->disk);
	free(gallery->shots);
	free(gallery->wishes);
	free(gallery->colours);
	free(gallery);
}

/* What was wanted longest ago goes. */
static void make_room(struct gallery *gallery)
{
	size_t oldest = 0;

	if (gallery->count < SHOTS_MAX)
		return;
	for (size_t i = 1; i < gallery->count; i++)
		if (gallery->shots[i]->drawing < gallery->shots[oldest]->drawing)
			oldest = i;
	shot_free(gallery->shots[oldest]);
	gallery->shots[oldest] = gallery->shots[--gallery->count];
}

static bool same_frame(const struct shot *shot, const struct frame_wish *wish)
{
	return (shot->at == wish->at || (isnan(shot->at) && isnan(wish->at))) &&
	       strcmp(shot->clip, wish->clip) == 0;
}

static struct shot *find(struct gallery *gallery, const struct frame_wish *wish)
{
	struct shot *shot = *chain_of(gallery, wish->clip);

	while (shot && !(shot->cols == wish->cols && shot->rows == wish->rows &&
			 shot->cell_aspect == wish->cell_aspect && same_frame(shot, wish)))
		shot = shot->next;
	return shot;
}

static struct shot *add(struct gallery *gallery, const struct frame_wish *wish)
{
	struct shot *shot = xcalloc(1, sizeof *shot), **chain = chain_of(gallery, wish->clip);

	make_room(gallery);
	*shot = (struct shot){
		.gallery = gallery,
		.next = *chain,
		.clip = xstrdup(wish->clip),
		.at = wish->at,
		.cols = wish->cols,
		.rows = wish->rows,
		.cell_aspect = wish->cell_aspect,
	};
	*chain = shot;
	GROW(gallery->shots, gallery->count, gallery->room);
	gallery->shots[gallery->count++] = shot;
	return shot;
}

/* The largest other picture of the frame that fits the box. */
static const struct picture *stand_in(const struct gallery *gallery, const struct frame_wish *wish)
{
	const struct picture *best = NULL;

	for (const struct shot *shot = *chain_of(gallery, wish->clip); shot; shot = shot->next)
		if (shot->state == SHOT_HERE && shot->picture.cols <= wish->cols &&
		    shot->picture.rows <= wish->rows && same_frame(shot, wish) &&
		    (!best || shot->picture.cols > best->cols))
			best = &shot->picture;
	return best;
}

void gallery_begin(struct gallery *gallery)
{
	gallery->drawing++;
	gallery->wish_count = 0;
}

const struct picture *gallery_want(struct gallery *gallery, const struct frame_wish *wish, bool now,
				   bool *failed)
{
	struct shot *shot = find(gallery, wish);

	if (!shot && now)
		shot = add(gallery, wish);
	if (shot && now && shot->drawing != gallery->drawing) {
		shot->drawing = gallery->drawing;
		GROW(gallery->wishes, gallery->wish_count, gallery->wish_room);
		gallery->wishes[gallery->wish_count++] = shot;
	}
	*failed = shot && shot->state == SHOT_FAILED;
	if (shot && shot->state == SHOT_HERE)
		return &shot->picture;
	return stand_in(gallery, wish);
}

void gallery_end(struct gallery *gallery)
{
	for (size_t i = 0; gallery->asked && i < gallery->count; i++)
		if (gallery->shots[i]->drawing != gallery->drawing)
			give_up(gallery->shots[i]);
}

static void hear(void *arg, const struct reply *reply)
{
	struct shot *shot = arg;
	struct gallery *gallery = shot->gallery;

	if (!reply->ended)
		return;
	shot->request = NULL;
	shot->state = SHOT_FAILED;
	gallery->asked--;
	if (reply->answer && reply->fd_count == 1 &&
	    picture_answer(reply->answer, reply->fds[0], shot->cols, shot->rows, &shot->picture,
			   NULL) == 0) {
		shot->state = SHOT_HERE;
		gallery_disk_write(gallery->disk, shot->file, &shot->picture);
	}
	gallery->changed(gallery->arg);
}

/* Takes it from the disk if it is there. */
static void look_on_disk(struct gallery *gallery, struct shot *shot)
{
	struct frame_wish wish = {shot->clip, shot->at, shot->cols, shot->rows, shot->cell_aspect};

	shot->file = gallery_disk_name(gallery->disk, &wish, gallery->colours);
	shot->state = SHOT_NOT_ON_DISK;
	if (!shot->file)
		shot->state = SHOT_FAILED;
	else if (gallery_disk_read(gallery->disk, shot->file, shot->cols, shot->rows,
				   &shot->picture))
		shot->state = SHOT_HERE;
	if (shot->state != SHOT_NOT_ON_DISK)
		gallery->changed(gallery->arg);
}

static void ask(struct gallery *gallery, struct shot *shot)
{
	struct session *session = gallery->session;
	struct pool *pool = session_pool(session, NULL);
	int fd = file_open_beneath(session->store.dir, shot->clip, O_RDONLY, 0, NULL);

	shot->state = SHOT_FAILED;
	if (pool && fd >= 0) {
		shot->state = SHOT_ASKED;
		gallery->asked++;
		shot->request = pool_ask(pool, ROLE_DECODE, URGENT,
					 picture_request(shot->at, shot->cols, shot->rows,
							 shot->cell_aspect, gallery->colours),
					 &fd, 1, 0, hear, shot);
	}
	if (fd >= 0)
		close(fd);
}

/* The first of this drawing's wishes in that state; the disk goes before asking. */
static struct shot *next(const struct gallery *gallery, enum shot_state state)
{
	for (size_t i = 0; i < gallery->wish_count; i++)
		if (gallery->wishes[i]->state == state)
			return gallery->wishes[i];
	return NULL;
}

bool gallery_step(struct gallery *gallery)
{
	int64_t end = clock_ms() + LOOK_MS;
	struct shot *shot = next(gallery, SHOT_UNSEEN);

	if (shot) {
		do
			look_on_disk(gallery, shot);
		while (clock_ms() < end && (shot = next(gallery, SHOT_UNSEEN)));
		return true;
	}
	shot = gallery->asked < ASKED_MAX ? next(gallery, SHOT_NOT_ON_DISK) : NULL;
	if (shot)
		ask(gallery, shot);
	return shot != NULL;
}

bool gallery_waits(const struct gallery *gallery)
{
	return gallery->asked > 0;
}
