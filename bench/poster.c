/* SPDX-License-Identifier: MIT
 *
 * usage: poster RUNS CLIP
 * Asks scenetty-media for the middle frame of the clip as 40x20 cells. Prints
 * two medians in milliseconds: with the process started for each picture, and
 * with a warm one.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench/median.h"
#include "util/loop.h"
#include "util/mem.h"
#include "worker/worker.h"

static double ask_ms(struct loop *loop, struct pool *pool, int clip)
{
	double start = now_ms();
	struct err err = { 0 };
	struct json *body = json_new_object();
	json_set_str(body, "do", "picture");
	json_set_str(body, "at", "middle");
	json_set_num(body, "cols", 40);
	json_set_num(body, "rows", 20);
	json_set_num(body, "cell_aspect", 0.5);
	json_set_str(body, "colours", "256");
	int cells = -1;
	struct json *answer =
		pool_ask_wait(loop, pool, ROLE_DECODE, body, &clip, 1, 0, &cells, &err);
	if (!answer) {
		fprintf(stderr, "poster: %s\n", err_text(&err));
		exit(1);
	}
	json_free(answer);
	close(cells);
	return now_ms() - start;
}

int main(int argc, char **argv)
{
	int runs = argc == 3 ? atoi(argv[1]) : 0;
	int clip = runs > 0 ? open(argv[2], O_RDONLY | O_CLOEXEC) : -1;
	if (clip < 0) {
		fprintf(stderr, "usage: poster RUNS CLIP\n");
		return 2;
	}
	double *cold = xcalloc(runs, sizeof *cold), *warm = xcalloc(runs, sizeof *warm);
	char *program = worker_program();
	struct loop *loop = loop_new();
	for (int run = 0; run < runs; run++) {
		double start = now_ms();
		struct pool *pool = pool_new(loop, program, 1);
		ask_ms(loop, pool, clip);
		cold[run] = now_ms() - start;
		pool_free(pool);
	}
	struct pool *pool = pool_new(loop, program, 1);
	ask_ms(loop, pool, clip);
	for (int run = 0; run < runs; run++)
		warm[run] = ask_ms(loop, pool, clip);
	pool_free(pool);
	printf("%.2f %.2f\n", median(cold, runs), median(warm, runs));
	loop_free(loop);
	free(program);
	free(cold);
	free(warm);
	close(clip);
	return 0;
}
