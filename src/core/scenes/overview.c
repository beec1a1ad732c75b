/* SPDX-License-Identifier: MIT */
#include "core/scenes/overview.h"

#include <stdlib.h>
#include <string.h>

#include "core/scenes/overview_private.h"
#include "core/tell/takes.h"
#include "cut/plan.h"
#include "film/basis.h"
#include "film/span.h"
#include "util/clock.h"
#include "util/mem.h"

static void entry_clear(struct entry *entry)
{
	free(entry->glance.take);
	free(entry->glance.clip);
	free(entry->glance.error);
	free(entry->id);
	free(entry->asked);
	free(entry->intent);
}

struct overview *overview_new(struct session *session)
{
	struct overview *overview = xcalloc(1, sizeof *overview);

	overview->session = session;
	overview->turn = 1;
	return overview;
}

static void forget_glances(struct overview *overview)
{
	if (overview->glances)
		glances_close(overview->glances);
	overview->glances = NULL;
}

void overview_free(struct overview *overview)
{
	if (!overview)
		return;
	for (size_t i = 0; i < overview->count; i++)
		entry_clear(&overview->entries[i]);
	overview_free_jobs(overview);
	forget_glances(overview);
	free(overview->entries);
	free(overview->front);
	free(overview);
}

static const struct film *film_of(const struct overview *overview)
{
	return overview->session->store.film;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->id, ((const struct entry *)b)->id);
}

/* Moves what is known of the scenes from `first` to the one before `end` out of the
 * old entries, sorted by id, to where they stand now. */
static void carry_over(struct entry *entries, const struct film *film, size_t first, size_t end,
		       struct entry *old, size_t old_count)
{
	if (old_count)
		qsort(old, old_count, sizeof *old, by_id);
	for (size_t i = first; i < end; i++) {
		struct entry key = {.id = film->scenes[i].id};
		struct entry *known =
			old_count ? bsearch(&key, old, old_count, sizeof *old, by_id) : NULL;

		if (known && !known->waits) {
			entries[i] = *known;
			known->waits = true; /* moved; there is none twice */
		} else {
			entries[i] = (struct entry){.id = xstrdup(key.id), .look = true};
		}
	}
	for (size_t i = 0; i < old_count; i++)
		if (!old[i].waits)
			entry_clear(&old[i]);
	for (size_t i = first; i < end; i++)
		entries[i].waits = false;
}

static void forget_front(struct overview *overview)
{
	for (size_t i = 0; i < overview->front_count; i++)
		overview->entries[overview->front[i]].waits = false;
	overview->front_count = 0;
	overview->cursor = 0;
}

static bool is_at(const struct overview *overview, size_t at, const struct scene *scene)
{
	return strcmp(overview->entries[at].id, scene->id) == 0;
}

/* Brings the entries into the order of the film's scenes. An edit leaves most of
 * them where they are, seen from one end or the other. */
static void align(struct overview *overview)
{
	const struct film *film = film_of(overview);
	size_t old = overview->count, now = film->scene_count, head = 0, tail = 0;
	struct entry *entries;

	if (overview->aligned == overview->session->store.version)
		return;
	overview->aligned = overview->session->store.version;
	while (head < old && head < now && is_at(overview, head, &film->scenes[head]))
		head++;
	if (head == old && head == now)
		return;
	while (tail < old - head && tail < now - head &&
	       is_at(overview, old - tail - 1, &film->scenes[now - tail - 1]))
		tail++;
	forget_front(overview);
	entries = xcalloc(now + 1, sizeof *entries);
	if (old) {
		memcpy(entries, overview->entries, head * sizeof *entries);
		memcpy(entries + now - tail, overview->entries + old - tail,
		       tail * sizeof *entries);
	}
	carry_over(entries, film, head, now - tail, overview->entries + head, old - head - tail);
	free(overview->entries);
	overview->entries = entries;
	overview->count = now;
	for (size_t i = 0; i < now; i++) {
		struct glance *glance = &entries[i].glance;

		glance->queued = glance->running = 0;
		glance->done = glance->of = 0;
		glance->since = 0;
	}
	overview_count_jobs(overview);
}

struct entry *overview_entry(struct overview *overview, const char *scene)
{
	const struct film *film = film_of(overview);
	size_t at = film_index(film, scene);

	if (at == film->scene_count)
		return NULL;
	if (overview->count != film->scene_count || !is_at(overview, at, &film->scenes[at]))
		align(overview);
	return &overview->entries[at];
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void set_text(char **to, const char *text)
{
	if (is_same(*to, text))
		return;
	free(*to);
	*to = text ? xstrdup(text) : NULL;
}

/* Whether the take was made from what the scene says now. */
static bool fits(struct overview *overview, struct entry *entry, const struct scene *scene)
{
	const struct film *film = film_of(overview);
	char digest[DIGEST_SIZE];
	uint64_t basis;

	if (overview->basis_turn != overview->turn) {
		overview->basis = film_basis(film);
		overview->basis_turn = overview->turn;
	}
	basis = (scene_basis(film, scene) ^ overview->basis) | 1;
	if (basis != entry->basis) {
		scene_intent_digest(film, scene, digest);
		entry->fits = is_same(digest, entry->intent);
		entry->basis = basis;
	}
	return entry->fits;
}

static void derive(struct overview *overview, struct entry *entry, const struct scene *scene)
{
	struct glance *glance = &entry->glance;
	enum scene_state state = SCENE_MISSING;

	entry->turn = overview->turn;
	glance->is_circled = scene->circled && is_same(scene->circled, glance->take);
	if (glance->is_circled)
		state = !entry->intent || fits(overview, entry, scene) ? SCENE_CURRENT
								       : SCENE_STALE;
	overview->counted = false;
	glance->state = state;
}

/* The circled take or, where none is, the newest. */
static void load(struct overview *overview, const struct scene *scene, struct take_list *takes,
		 size_t *count)
{
	int dir = overview->session->store.dir;

	if (!overview->glances)
		overview->glances = glances_open(dir);
	glances_take(overview->glances, scene->id, scene->circled, takes, count, NULL);
	if (!takes->count && *count)
		takes_load(dir, scene->id, takes, NULL, NULL, NULL);
}

/* Looks at the disk. */
static void look(struct overview *overview, struct entry *entry, const struct scene *scene)
{
	struct glance *glance = &entry->glance;
	struct take_list takes = {0};
	const struct take *take;
	char failed[CLOCK_TEXT_SIZE];

	entry->look = false;
	load(overview, scene, &takes, &glance->takes);
	take = take_to_show(scene, &takes);
	if (!take && takes.count)
		take = &takes.takes[takes.count - 1];
	glance->known = true;
	glance->seconds = take ? take->seconds : 0;
	set_text(&glance->take, take ? take->name : NULL);
	set_text(&glance->clip, take ? take->clip : NULL);
	set_text(&entry->intent, take ? take->intent : NULL);
	set_text(&entry->asked, scene->circled);
	entry->basis = 0;
	clock_text(entry->failed_at, failed);
	if (glance->failed && take && take->made && strcmp(take->made, failed) > 0)
		overview_forgive(entry);
	takes_clear(&takes);
	derive(overview, entry, scene);
}

void overview_look_soon(struct overview *overview, struct entry *entry)
{
	entry->look = true;
	if (entry->waits)
		return;
	entry->waits = true;
	GROW(overview->front, overview->front_count, overview->front_room);
	overview->front[overview->front_count++] = (size_t)(entry - overview->entries);
}

/* Derives the state if the film has changed since. True if the disk has to be
 * looked at as well. */
static bool refresh(struct overview *overview, struct entry *entry, const struct scene *scene)
{
	if (entry->turn != overview->turn && entry->glance.known)
		derive(overview, entry, scene);
	entry->look |= !is_same(entry->asked, scene->circled);
	return entry->look;
}

const struct glance *overview_scene(struct overview *overview, const char *scene)
{
	static const struct glance nothing;
	struct entry *entry = overview_entry(overview, scene);

	if (!entry)
		return &nothing;
	if (refresh(overview, entry, &film_of(overview)->scenes[entry - overview->entries]))
		overview_look_soon(overview, entry);
	return &entry->glance;
}

/* Does one thing that is to be done; false if there is none. */
static bool step(struct overview *overview, bool *asked)
{
	const struct film *film = film_of(overview);

	if (!overview->ledger_read) {
		overview_read_ledger(overview);
		return true;
	}
	while (overview->front_count) {
		size_t at = overview->front[--overview->front_count];

		overview->entries[at].waits = false;
		if (!overview->entries[at].look)
			continue;
		look(overview, &overview->entries[at], &film->scenes[at]);
		*asked = true;
		return true;
	}
	for (; overview->cursor < overview->count; overview->cursor++) {
		struct entry *entry = &overview->entries[overview->cursor];
		const struct scene *scene = &film->scenes[overview->cursor];
		bool old = entry->turn != overview->turn;

		if (refresh(overview, entry, scene))
			look(overview, entry, scene);
		else if (!old)
			continue;
		overview->cursor++;
		return true;
	}
	return false;
}

bool overview_step(struct overview *overview, int ms, bool *asked)
{
	int64_t end = clock_ms() + ms;
	bool more, did = false, unheard;

	align(overview);
	do {
		more = step(overview, asked ? asked : &unheard);
		did |= more;
	} while (more && clock_ms() < end);
	if (!more && overview->glances)
		glances_keep(overview->glances);
	return did;
}

void overview_film_changed(struct overview *overview)
{
	overview->turn++;
	overview->cursor = 0;
	overview->counted = false;
	overview->aligned = 0;
	align(overview);
}

void overview_takes_changed(struct overview *overview, const char *scene)
{
	struct entry *entry = scene ? overview_entry(overview, scene) : NULL;

	if (entry)
		overview_look_soon(overview, entry);
	if (scene)
		return;
	forget_glances(overview);
	overview->cursor = 0;
	overview->ledger_read = false;
	for (size_t i = 0; i < overview->count; i++)
		overview->entries[i].look = true;
}

static void count(struct overview_totals *totals, const struct glance *glance)
{
	size_t *const of_state[] = {
		[SCENE_MISSING] = &totals->missing,
		[SCENE_STALE] = &totals->stale,
		[SCENE_CURRENT] = &totals->current,
	};

	++*(glance->known ? of_state[glance->state] : &totals->unknown);
	totals->running += glance->running > 0;
	totals->failed += glance->failed > 0;
}

struct overview_totals overview_totals(struct overview *overview)
{
	const struct film *film = film_of(overview);
	struct film_rate rate = film_rate(film);
	struct overview_totals totals = {.scenes = film->scene_count};
	long frames = 0, before = 0;

	if (overview->counted && overview->totals.scenes == film->scene_count)
		return overview->totals;
	align(overview);
	for (size_t i = 0; i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];
		const struct glance *glance = &overview->entries[i].glance;
		struct span span =
			scene_span(rate, film, scene, glance->is_circled ? glance->take : NULL,
				   glance->seconds);

		count(&totals, glance);
		totals.target += scene_seconds(film, scene);
		frames += span.frames;
		if (i > 0)
			frames -= cut_overlap(rate, scene - 1, before, span.frames);
		before = span.frames;
	}
	totals.seconds = (double)frames * rate.den / rate.num;
	overview->totals = totals;
	overview->counted = true;
	return totals;
}
