/* SPDX-License-Identifier: MIT
 *
 * usage: save FOLDER
 * Prints milliseconds: a change of a held film (median and p99), an undo, for how
 * long starting a save in the background stops the program (median of some), how long
 * the save takes until it is told, and a save that is waited for. With the change
 * before each save, as a person would.
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
	printf("%.4f %.4f %.4f\n", median(stalls, SAVES), median(wholes, SAVES),
	       median(waits, SAVES));
	loop_free(loop);
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
	store_close(&store);
	return 0;
}
