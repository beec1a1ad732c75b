/* SPDX-License-Identifier: MIT */
#include "fake.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/mem.h"

char *fake_program(void)
{
	const char *build = getenv("top_builddir");
	return xasprintf("%s/tests/job/fake_media", build ? build : ".");
}

int fake_home(const struct room *room)
{
	char *path = xasprintf("%s/gate", room->path);
	setenv("SCENETTY_FAKE", room->path, 1);
	mkfifo(path, 0600);
	int gate = open(path, O_RDWR | O_CLOEXEC);
	free(path);
	if (gate < 0)
		abort();
	return gate;
}

void fake_open_gate(int gate)
{
	if (write(gate, "x", 1) != 1)
		abort();
}

int fake_count(const struct room *room, const char *verb)
{
	char line[128], said[32];
	int count = 0;
	char *path = xasprintf("%s/log", room->path);
	FILE *log = fopen(path, "re");
	while (log && fgets(line, sizeof line, log))
		if (sscanf(line, "%*s %31s", said) == 1)
			count += strcmp(said, verb) == 0;
	if (log)
		fclose(log);
	free(path);
	return count;
}
