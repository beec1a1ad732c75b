/* SPDX-License-Identifier: MIT
 *
 * usage: save FOLDER
 * Prints milliseconds: a change of a held film (median and p99), an undo, for how
 * long starting a save in the background stops the program (median of some), how long
 * the save takes until it is told, a save that is waited for, and what another hand did
 * to film.json merged with a change of ours.
 */
#include <stdio.h>
#include <string.h>

#include "bench/median.h"
#include "film/store.h"
#include "util/mem.h"

enum { CHANGES = 1000, SAVES = 7 };

static void die(const struct err *err)
{
	fprintf(stderr, "save: %s\n", err_text(err));
	exit(1);
}

static double change_ms(struct store *store, int number)
{
	struct err err = {0};
	struct step step = {0};
	size_t at = (size_t)number * 7919 % store->film->scene_count;
	char *prompt = xasprintf("%d %s", number, store->film->scenes[at].prompt);
	double start = now_ms();
	step_set(&step, OF_SCENE, store->film->scenes[at].id, "prompt", json_new_str(prompt));
	step_label(&step, "bench");
	if (store_apply(store, &step, &err) < 0)
		die(&err);
	double ms = now_ms() - start;
	free(prompt);
	return ms;
}

static void note(void *arg, const struct err *err)
{
	if (err)
		die(err);
	*(bool *)arg = true;
}

static void measure_changes(struct store *store)
{
	double changes[CHANGES], undos[CHANGES];
	struct err err = {0};
	free(store_undo(store, &err)); /* reads the history */
	for (int i = 0; i < CHANGES; i++)
		changes[i] = change_ms(store, i);
	for (int i = 0; i < CHANGES; i++) {
		double start = now_ms();
		free(store_undo(store, &err));
		undos[i] = now_ms() - start;
	}
	double middle = median(changes, CHANGES);
	printf("%.4f %.4f %.4f ", middle, changes[CHANGES * 99 / 100], median(undos, CHANGES));
}

static void measure_saves(struct store *store)
{
	double stalls[SAVES], wholes[SAVES], waits[SAVES];
	struct err err = {0};
	struct loop *loop = loop_new();
	for (int i = 0; i < SAVES; i++) {
		bool done = false;
		change_ms(store, i);
		double start = now_ms();
		if (store_save_start(store, loop, note, &done, &err) < 0)
			die(&err);
		stalls[i] = now_ms() - start;
		while (!done)
			loop_turn(loop, &err);
		wholes[i] = now_ms() - start;
		change_ms(store, i + SAVES);
		start = now_ms();
		if (store_save(store, &err) < 0)
			die(&err);
		waits[i] = now_ms() - start;
	}
	printf("%.4f %.4f %.4f ", median(stalls, SAVES), median(wholes, SAVES),
	       median(waits, SAVES));
	loop_free(loop);
}

/* As an editor would: one letter of the last prompt becomes another one. */
static void edit_by_hand(const struct store *store, int number)
{
	struct err err = {0};
	struct buf text = {0};
	if (file_read(store->dir, "film.json", SIZE_MAX, &text, &err) < 0)
		die(&err);
	text.data[text.len - 200] = (char)('a' + number);
	if (file_save(store->dir, "film.json", text.data, text.len, &err) < 0)
		die(&err);
	buf_free(&text);
}

static void measure_merges(struct store *store)
{
	double merges[SAVES];
	struct err err = {0};
	for (int i = 0; i < SAVES; i++) {
		bool changed;
		if (store_save(store, &err) < 0)
			die(&err);
		edit_by_hand(store, i);
		change_ms(store, i);
		double start = now_ms();
		if (store_refresh(store, &changed, &err) < 0)
			die(&err);
		merges[i] = now_ms() - start;
		if (!changed) {
			fprintf(stderr, "save: nothing was merged\n");
			exit(1);
		}
	}
	printf("%.4f\n", median(merges, SAVES));
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct store store;
	if (argc != 2)
		return 2;
	if (store_open(&store, argv[1], &err) < 0 || store_hold(&store, &err) < 0)
		die(&err);
	measure_changes(&store);
	measure_saves(&store);
	measure_merges(&store);
	store_close(&store);
	return 0;
}
