/* SPDX-License-Identifier: MIT
 *
 * Runs a fuzzer without libFuzzer: on files, or on bytes of chance.
 * usage: FUZZER [-s SEED] [-n RUNS | -t SECONDS] [FILE…]
 * An input that fails is what was written to ./fuzz-input last.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "source.h"
#include "util/file.h"

#define INPUT_MAX 1024

/* xorshift64*: the same bytes everywhere. */
static uint64_t roll(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

static void keep(const uint8_t *data, size_t size)
{
	int fd = open("fuzz-input", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd >= 0 && write(fd, data, size) != (ssize_t)size)
		fprintf(stderr, "fuzz-input can't be written\n");
	if (fd >= 0)
		close(fd);
}

static const uint8_t *last;
static size_t last_size;

static void on_abort(int number)
{
	keep(last, last_size);
	signal(number, SIG_DFL);
	raise(number);
}

static void run_chance(uint64_t seed, long runs, long seconds)
{
	uint64_t state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	time_t end = time(NULL) + seconds;
	static uint8_t data[INPUT_MAX];
	long done = 0;

	for (; seconds ? time(NULL) < end : done < runs; done++) {
		size_t size = (size_t)(roll(&state) >> 32) % INPUT_MAX;

		for (size_t i = 0; i < size; i++)
			data[i] = (uint8_t)(roll(&state) >> 56);
		last = data;
		last_size = size;
		LLVMFuzzerTestOneInput(data, size);
	}
	printf("# %ld inputs of seed %llu\n", done, (unsigned long long)seed);
}

static int run_file(const char *path)
{
	struct buf text = {0};
	int result = file_read(AT_FDCWD, path, 1u << 24, &text, NULL);

	if (result == 0)
		LLVMFuzzerTestOneInput((const uint8_t *)buf_str(&text), text.len);
	else
		fprintf(stderr, "%s: can't be read\n", path);
	buf_free(&text);
	return result;
}

int main(int argc, char **argv)
{
	long runs = 1000, seconds = 0;
	uint64_t seed = 1;
	int failed = 0;

	signal(SIGABRT, on_abort);
	LLVMFuzzerInitialize(&argc, &argv);
	for (int option; (option = getopt(argc, argv, "s:n:t:")) != -1;) {
		if (option == 's')
			seed = strtoull(optarg, NULL, 10);
		else if (option == 'n')
			runs = strtol(optarg, NULL, 10);
		else if (option == 't')
			seconds = strtol(optarg, NULL, 10);
		else
			return 2;
	}
	for (int i = optind; i < argc; i++)
		failed |= run_file(argv[i]) != 0;
	if (optind == argc)
		run_chance(seed, runs, seconds);
	return failed;
}
