/* SPDX-License-Identifier: MIT
 *
 * usage: duel RUNS OURS [ARG…] [-- PEER [ARG…]]
 * Runs the commands in turn, so that both see the same machine, and prints the
 * median wall time of each in milliseconds on one line. What they say on stdout
 * is thrown away; a command that fails ends it.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/median.h"

extern char **environ;

static double run_ms(char **argv)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	double start = now_ms();
	pid_t pid;
	int status = -1;
	if (posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) != 0 ||
	    waitpid(pid, &status, 0) != pid || status != 0) {
		fprintf(stderr, "duel: %s failed\n", argv[0]);
		exit(1);
	}
	double ms = now_ms() - start;
	posix_spawn_file_actions_destroy(&actions);
	return ms;
}

int main(int argc, char **argv)
{
	int runs = argc > 2 ? atoi(argv[1]) : 0;
	if (runs < 1) {
		fprintf(stderr, "usage: duel RUNS OURS [ARG...] [-- PEER [ARG...]]\n");
		return 2;
	}
	char **sides[2] = { argv + 2, NULL };
	for (int i = 3; i < argc && !sides[1]; i++) {
		if (strcmp(argv[i], "--") == 0 && i + 1 < argc) {
			argv[i] = NULL;
			sides[1] = argv + i + 1;
		}
	}
	double *times[2] = { calloc(runs, sizeof(double)), calloc(runs, sizeof(double)) };
	for (int run = -1; run < runs; run++) { /* the first one only warms the caches */
		for (int side = 0; side < 2 && sides[side]; side++) {
			double ms = run_ms(sides[side]);
			if (run >= 0)
				times[side][run] = ms;
		}
	}
	for (int side = 0; side < 2 && sides[side]; side++)
		printf(side ? " %.2f" : "%.2f", median(times[side], runs));
	printf("\n");
	free(times[0]);
	free(times[1]);
	return 0;
}
