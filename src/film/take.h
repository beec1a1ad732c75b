/* SPDX-License-Identifier: MIT
 *
 * Takes on disk: takes/SCENE/tNNN.mp4 (the clip as it came) and tNNN.json (how
 * it was made; written last: with it the take exists). Immutable; this program
 * deletes none.
 */
#ifndef FILM_TAKE_H
#define FILM_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/err.h"
#include "util/json.h"

struct take {
	char *name;   /* "t001" */
	char *clip;   /* "takes/match/t001.mp4", relative to the film's folder */
	char *intent; /* digest of the intent; NULL for an imported take */
	char *provider;
	char *model;    /* may be NULL */
	char *made;     /* "2026-11-22T16:40:00Z" */
	double seconds; /* what the clip lasts, measured */
	double cost;    /* in `currency`; 0 for what costs nothing, NAN unknown */
	char *currency;
	char *sha256;      /* of the clip */
	struct json *json; /* the whole file, for what is not above */
};

struct take_list {
	struct take *takes; /* by number */
	size_t count, room;
};

/* The takes of a scene; a scene without a folder has none. A tNNN.json that
 * can't be read is left out and its error given to `broken` (may be NULL). */
int takes_load(int film_dir, const char *scene, struct take_list *out,
	       void (*broken)(void *arg, const char *what), void *arg, struct err *err);
/* The quick look: loads only the take of this name (NULL: none), if it is there
 * and whole; *count gets how many there are. */
int takes_glance(int film_dir, const char *scene, const char *name, struct take_list *out,
		 size_t *count, struct err *err);
void takes_clear(struct take_list *list);
const struct take *takes_find(const struct take_list *list, const char *name);
/* "3", "t3" or "t003" to "t003" in out; -1 when it names no take number. */
int take_name(const char *typed, char out[16]);

/* Making one. take_claim reserves the next free number with O_EXCL (tNNN.claim)
 * and returns it (new, "t004"); a claim whose process is dead is swept.
 * take_publish moves the clip that stands under the temp name `temp` in the
 * film's folder to its place, never over another one, and writes `recipe` last:
 * the whole of tNNN.json, in which it puts "take", "scene" and the clip's "sha256"
 * itself; the claim is gone then. On failure the clip stands under `temp` again.
 * take_unclaim gives the number back. `extension` has no dot. */
char *take_claim(int film_dir, const char *scene, struct err *err);
int take_publish(int film_dir, const char *scene, const char *take, const char *temp,
		 const char *extension, const struct json *recipe, struct err *err);
void take_unclaim(int film_dir, const char *scene, const char *take);
/* What dead processes of this machine left in the scene's folder. take_sweep
 * removes temp files and claims, but for a claim whose clip is in place without its
 * recipe: that is for who knows of the claim, by take_withdraw, which removes it if
 * `pid` made it; the clip goes back to `temp` (NULL: it is removed, too). */
void take_sweep(int film_dir, const char *scene);
void take_withdraw(int film_dir, const char *scene, const char *take, int64_t pid,
		   const char *temp);
/* True if a folder takes/SCENE stands, so that the id is never used again. */
bool take_folder_stands(int film_dir, const char *scene);

#endif
